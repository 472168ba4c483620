import type { Sheet } from '../../../shared/sheet.ts'

/** px per side and in all of the picture of a table. */
export const SHEET_LIMITS = { side: 16_384, pixels: 100_000_000, leastCell: 48 } as const

/** px between the cells, and around all. */
export const SHEET_GAP = 8
const MARGIN = 24
/** The text is so many times smaller than the shorter side of a cell, within these px. */
const TEXT_SHARE = 16
const TEXT = { min: 11, max: 40 } as const

export interface SheetLayout {
  readonly width: number
  readonly height: number
  /** px of a cell */
  readonly cell: { readonly width: number; readonly height: number }
  /** px of the text */
  readonly text: number
  /** px in front of the cells and above them */
  readonly left: number
  readonly top: number
  readonly title: number
  /** how much smaller than the pictures the cells are, 0..1 */
  readonly scale: number
}

type Cells = Pick<Sheet, 'columns' | 'rows' | 'title'>

/** The largest picture of a table within the limits, whose pictures are of this size at most; null: its cells would be too small to see. */
export function sheetLayout(sheet: Cells, picture: { width: number; height: number }): SheetLayout | null {
  const shorter = Math.min(picture.width, picture.height)
  const least = Math.min(1, SHEET_LIMITS.leastCell / shorter)
  const at = (scale: number) => layoutAt(sheet, picture, scale)
  if (fits(at(1))) return at(1)
  if (!fits(at(least))) return null
  let [low, high] = [least, 1]
  for (let round = 0; round < 20; round++) {
    const middle = (low + high) / 2
    if (fits(at(middle))) low = middle
    else high = middle
  }
  return at(low)
}

const fits = ({ width, height }: SheetLayout): boolean =>
  Math.max(width, height) <= SHEET_LIMITS.side && width * height <= SHEET_LIMITS.pixels

function layoutAt(
  { columns, rows, title }: Cells,
  picture: { width: number; height: number },
  scale: number,
): SheetLayout {
  const cell = {
    width: Math.max(1, Math.floor(picture.width * scale)),
    height: Math.max(1, Math.floor(picture.height * scale)),
  }
  const text = Math.round(
    Math.min(TEXT.max, Math.max(TEXT.min, Math.min(cell.width, cell.height) / TEXT_SHARE)),
  )
  const titleHeight = title === '' ? 0 : text * 3
  const left = MARGIN + (rows === null ? 0 : text * 12)
  const top = MARGIN + titleHeight + text * 4
  const down = rows?.length ?? 1
  return {
    cell,
    text,
    left,
    top,
    title: titleHeight,
    scale,
    width: left + columns.length * (cell.width + SHEET_GAP) - SHEET_GAP + MARGIN,
    height: top + down * (cell.height + SHEET_GAP) - SHEET_GAP + MARGIN,
  }
}
