import { LOCALE } from './locale.ts'
import { say } from './say.ts'

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.NumberFormat(LOCALE, options)
  formats.set(key, known)
  return known
}

/** A whole number for reading: 1284.4 -> "1,284". */
export const whole = (value: number): string => formatOf({ maximumFractionDigits: 0 }).format(value)

/** A number with so many digits behind the point, no more and no less: (2.936, 1) -> "2.9". */
export function decimal(value: number, digits: number): string {
  return formatOf({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
}

/** 0.425 -> "43%" */
export const percent = (fraction: number): string =>
  formatOf({ style: 'percent', maximumFractionDigits: 0 }).format(fraction)

/** How much more or less, as a fraction: 0.04 -> "+4%", -0.03 -> "−3%", 0 -> "0%". */
export function signedPercent(fraction: number): string {
  const rounded = Math.round(fraction * 100) / 100
  const text = percent(Math.abs(rounded))
  return rounded === 0 ? text : `${rounded > 0 ? '+' : '−'}${text}`
}

/** How many times as much: 1.0388 -> "1.04×". */
export const times = (factor: number): string => `${decimal(factor, 2)}×`

const BYTE_UNITS = [
  'format.bytes',
  'format.kilobytes',
  'format.megabytes',
  'format.gigabytes',
  'format.terabytes',
] as const

/** Bytes for reading, in steps of 1024: 626688 -> "612 KB". */
export function bytes(value: number): string {
  let amount = value
  let unit = 0
  while (amount >= 1024 && unit < BYTE_UNITS.length - 1) {
    amount /= 1024
    unit++
  }
  const digits = unit === 0 || amount >= 100 ? 0 : 1
  const text = formatOf({
    useGrouping: false,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount)
  return say(BYTE_UNITS[unit] ?? 'format.bytes', { amount: text })
}

/** A used and a total amount of bytes in one unit: "7.0 / 12 GB". */
export function bytesOf(used: number, total: number): string {
  const gigabyte = 1024 ** 3
  return say('format.gigabytes-of', {
    used: decimal(used / gigabyte, 1),
    total: formatOf({ maximumFractionDigits: 1 }).format(total / gigabyte),
  })
}

/** A number of pixels for reading: 1048576 -> "1.05 megapixels". */
export const megapixels = (pixels: number): string =>
  say('format.megapixels', { amount: decimal(pixels / 1_000_000, 2) })
