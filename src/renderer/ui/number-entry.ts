export interface NumberRange {
  readonly min: number
  readonly max: number
  /** of the arrow keys, and the grid that a value is brought to when the field is left; default 1 */
  readonly step?: number | undefined
  /** false: any number between min and max may be typed, arrows still go by step */
  readonly snap?: boolean | undefined
}

/** What typed text stands for; NaN when it is no number. A comma is taken as a decimal point. */
export function parseNumber(text: string): number {
  const trimmed = text.trim().replace(',', '.')
  return trimmed === '' ? Number.NaN : Number(trimmed)
}

/** The nearest value that is allowed: inside the range and on the grid that starts at 0 (or at a negative min). */
export function clampNumber(value: number, { min, max, step = 1, snap = true }: NumberRange): number {
  const inside = Math.min(max, Math.max(min, value))
  if (!snap) return inside
  const onGrid = Number((Math.round(inside / step) * step).toFixed(6))
  if (onGrid > max) return Number((Math.floor(max / step) * step).toFixed(6))
  if (onGrid < min) return Number((Math.ceil(min / step) * step).toFixed(6))
  return onGrid
}

/** The value after `steps` presses of an arrow key; starts from `min` when the field holds no number. */
export function stepNumber(value: number, steps: number, range: NumberRange): number {
  if (Number.isNaN(value)) return range.min
  return clampNumber(value + steps * (range.step ?? 1), { ...range, snap: range.snap ?? true })
}
