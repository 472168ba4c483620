/** Bytes for reading, in steps of 1024: 626688 -> "612 KB". */
export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const
  let amount = value
  let unit = 0
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024
    unit++
  }
  const text = unit === 0 || amount >= 100 ? String(Math.round(amount)) : amount.toFixed(1)
  return `${text} ${units[unit]}`
}

/** A used and a total amount in one unit: "7.0 / 12 GB". */
export function bytesOf(used: number, total: number): string {
  const gigabyte = 1024 ** 3
  const whole = (value: number) => String(Math.round((value / gigabyte) * 10) / 10)
  return `${(used / gigabyte).toFixed(1)} / ${whole(total)} GB`
}

/** A count with its noun: 1 -> "1 image", 1284 -> "1,284 images". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

/** 0.425 -> "43 %" */
export function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`
}

/** A run of image indexes as the timeline shows it: (8, 4) -> "8-11", (20, 1) -> "20". */
export function indexRange(firstIndex: number, count: number): string {
  return count === 1 ? String(firstIndex) : `${firstIndex}-${firstIndex + count - 1}`
}
