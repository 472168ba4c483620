import type { GridField } from './grid.ts'
import { LIMITS } from './limits.ts'

/** Fields whose values may be given as ranges, and whether they are whole numbers. */
const RANGES: Partial<Readonly<Record<GridField, 'whole' | 'any'>>> = {
  steps: 'whole',
  seed: 'whole',
  subseed: 'whole',
  'clip-skip': 'whole',
  'hires-steps': 'whole',
  'cfg-scale': 'any',
  'subseed-strength': 'any',
  'denoising-strength': 'any',
  'hires-scale': 'any',
  'refiner-switch-at': 'any',
  'lora-weight': 'any',
}

const NUMBER = String.raw`([+-]?\d{1,10}(?:\.\d{1,6})?)`
/** `1-5` and `1-5 (+2)`. */
const BY_STEP = new RegExp(String.raw`^${NUMBER}\s*-\s*${NUMBER}(?:\s*\(\s*${NUMBER}\s*\))?$`)
/** `1-10 [5]`. */
const BY_COUNT = new RegExp(String.raw`^${NUMBER}\s*-\s*${NUMBER}\s*\[\s*(\d{1,5})\s*\]$`)

/**
 * The values of an axis as sdwui's own X/Y/Z script spells them: a list with commas, a value with commas in double quotes, for numbers also
 * `1-5`, `1-5 (+2)` and `1-10 [5]` (scripts/xyz_grid.py). Null: more values than a job may have images.
 */
export function axisValues(field: GridField, text: string): string[] | null {
  const range = RANGES[field]
  const values: string[] = []
  for (const item of separated(text)) {
    const resolved = range === undefined ? [item] : rangeOf(item, range === 'whole')
    if (resolved === null || values.length + resolved.length > LIMITS.images.max) return null
    values.push(...resolved)
  }
  return values
}

/** What of a range there is; the item itself where it is none; null: too many. */
function rangeOf(item: string, whole: boolean): string[] | null {
  const byCount = BY_COUNT.exec(item)
  if (byCount !== null) {
    const [from, to, count] = [Number(byCount[1]), Number(byCount[2]), Number(byCount[3])]
    if (count > LIMITS.images.max) return null
    if (count < 2) return count === 0 ? [] : [spelled(from, whole)]
    const all = Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1))
    return [...new Set(all.map((value) => spelled(whole ? Math.trunc(value) : value, whole)))]
  }
  const byStep = BY_STEP.exec(item)
  if (byStep === null) return [item]
  const [from, to] = [Number(byStep[1]), Number(byStep[2])]
  const step = byStep[3] === undefined ? (to >= from ? 1 : -1) : Number(byStep[3])
  if (step === 0 || (to - from) / step < 0) return []
  const count = Math.floor((to - from) / step + 1e-9) + 1
  if (count > LIMITS.images.max) return null
  return Array.from({ length: count }, (_, at) => spelled(from + at * step, whole))
}

const spelled = (value: number, whole: boolean): string =>
  String(whole ? Math.trunc(value) : Number(value.toFixed(6)))

/** The items of a list with commas, trimmed; what stands in double quotes is one item, `""` in it a quote. Empty items are none. */
function separated(text: string): string[] {
  const items: string[] = []
  let item = ''
  let quoted = false
  let wasQuoted = false
  const end = () => {
    const value = wasQuoted ? item : item.trim()
    if (wasQuoted || value !== '') items.push(value)
    item = ''
    wasQuoted = false
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (quoted && char === '"' && text[at + 1] === '"') {
      item += '"'
      at++
    } else if (char === '"' && (quoted || item.trim() === '')) {
      if (!quoted) item = ''
      quoted = !quoted
      wasQuoted = true
    } else if (!quoted && (char === ',' || char === '\n')) end()
    else if (quoted || !wasQuoted || char.trim() !== '') item += char
  }
  end()
  return items
}
