import type { ImageId } from '../../../shared/ids.ts'
import type { Sheet } from '../../../shared/sheet.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'
import { writeThenName } from '../../system/write-then-name.ts'
import { loadSharp, type Sharp } from '../load-sharp.ts'
import { writePng } from './png-writer.ts'
import { SHEET_GAP, type SheetLayout, sheetLayout } from './sheet-layout.ts'

/** Cells decoded at the same time. */
const AT_ONCE = 4
const PAPER = { r: 255, g: 255, b: 255 } as const
const EMPTY = { r: 238, g: 240, b: 245 } as const
const INK = '#191d26'

export interface WrittenSheet {
  readonly width: number
  readonly height: number
  /** how much smaller than the pictures its cells are, 0..1 */
  readonly scale: number
}

interface Options {
  readonly file: string
  /** absolute path of a picture; null: it is gone */
  readonly pathOf: (id: ImageId) => Promise<string | null>
  /** told after each row */
  readonly onProgress: (done: number, of: number) => void
}

/**
 * Writes a table of pictures with its labels as one PNG file; the cells are made smaller where it would not be within the limits. A picture
 * that is gone or damaged is an empty cell. Throws `bad-request` where there is no picture, or they would be too small to see; rejects with
 * errors of the file system. Then a file that was there is as it was, and nothing unfinished is left behind.
 */
export async function writeSheet(sheet: Sheet, { file, pathOf, onProgress }: Options): Promise<WrittenSheet> {
  const sharp = await loadSharp()
  const paths: (string | null)[] = []
  for (const id of sheet.cells) paths.push(id === null ? null : await pathOf(id))
  const picture = await sizeOfFirst(sharp, paths)
  if (picture === null) throw new TributaryError('bad-request', reason('gallery.sheet-empty'))
  const layout = sheetLayout(sheet, picture)
  if (layout === null)
    throw new TributaryError(
      'bad-request',
      reason('gallery.sheet-too-large', { columns: sheet.columns.length, rows: sheet.rows?.length ?? 1 }),
      reason('gallery.sheet-too-large.remedy'),
    )
  const { width, height, scale } = layout
  await writeThenName(file, (unfinished) =>
    writePng(unfinished, { width, height }, strips(sharp, sheet, paths, layout, onProgress)),
  )
  return { width, height, scale }
}

async function sizeOfFirst(sharp: Sharp, paths: readonly (string | null)[]) {
  for (const path of paths) {
    if (path === null) continue
    try {
      const { width, height } = (await sharp(path).metadata()).autoOrient
      return { width, height }
    } catch {
      // Damaged: it is an empty cell, and another one tells the size.
    }
  }
  return null
}

async function* strips(
  sharp: Sharp,
  { title, columns, rows }: Sheet,
  paths: readonly (string | null)[],
  layout: SheetLayout,
  onProgress: Options['onProgress'],
): AsyncGenerator<Buffer> {
  const { width, height, cell, text, left, top } = layout
  const stride = width * 3
  const paper = (lines: number) => Buffer.alloc(lines * stride, 0xff)
  const head = paper(top)
  const pitch = cell.width + SHEET_GAP
  const draw = async (strip: Buffer, words: string, box: Box) => {
    const drawn = await textIn(sharp, words, text, box)
    if (drawn !== null) paste(strip, stride, drawn, box)
  }
  if (title !== '')
    await draw(head, title, {
      left: left,
      top: text,
      width: width - left - text,
      height: layout.title,
      align: 'left',
    })
  for (const [at, label] of columns.entries())
    await draw(head, label, {
      left: left + at * pitch,
      top: top - text * 4,
      width: cell.width,
      height: text * 4,
      align: 'centre',
    })
  yield head
  const down = rows?.length ?? 1
  for (let row = 0; row < down; row++) {
    const strip = paper(cell.height)
    const label = rows?.[row]
    if (label !== undefined)
      await draw(strip, label, {
        left: text,
        top: 0,
        width: left - text * 2,
        height: cell.height,
        align: 'left',
      })
    for (let at = 0; at < columns.length; at += AT_ONCE) {
      const part = paths.slice(
        row * columns.length + at,
        row * columns.length + Math.min(columns.length, at + AT_ONCE),
      )
      const drawn = await Promise.all(part.map((path) => cellPixels(sharp, path, cell)))
      for (const [place, pixels] of drawn.entries())
        paste(strip, stride, { pixels, ...cell }, { left: left + (at + place) * pitch, top: 0 })
    }
    yield strip
    onProgress(row + 1, down)
    if (row < down - 1) yield paper(SHEET_GAP)
  }
  yield paper(height - top - down * (cell.height + SHEET_GAP) + SHEET_GAP)
}

/** Whole in its cell, on grey where it has another shape. */
async function cellPixels(
  sharp: Sharp,
  path: string | null,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Buffer> {
  const empty = () =>
    sharp({ create: { width, height, channels: 3, background: EMPTY } })
      .raw()
      .toBuffer()
  if (path === null) return empty()
  try {
    return await sharp(path, { sequentialRead: true })
      .rotate()
      .resize(width, height, { fit: 'contain', background: EMPTY })
      .flatten({ background: PAPER })
      .toColourspace('srgb')
      .raw()
      .toBuffer()
  } catch {
    // Damaged or gone meanwhile: the others are worth having.
    return empty()
  }
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly align: 'left' | 'centre'
}

interface Pixels {
  readonly pixels: Buffer
  readonly width: number
  readonly height: number
}

/** Labels beyond are cut: nobody reads more in a cell. */
const MOST_LETTERS = 300

/** Words in the middle of a box, on paper; null: there are none. */
async function textIn(sharp: Sharp, words: string, size: number, box: Box): Promise<Pixels | null> {
  const label = words.trim().slice(0, MOST_LETTERS)
  if (label === '' || box.width < 1 || box.height < 1) return null
  // At 72 dpi a point is a pixel.
  const drawn = sharp({
    text: {
      text: `<span foreground="${INK}">${escaped(label)}</span>`,
      font: `sans ${size}`,
      width: box.width,
      wrap: 'word-char',
      align: box.align,
      dpi: 72,
      rgba: true,
    },
  })
  const { width, height } = box
  const input = await sharp(await drawn.png().toBuffer())
    .resize(width, height, { fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer()
  const pixels = await sharp({ create: { width, height, channels: 3, background: PAPER } })
    .composite([{ input, gravity: box.align === 'left' ? 'west' : 'centre' }])
    .raw()
    .toBuffer()
  return { pixels, width, height }
}

/** As Pango's markup wants it; what XML cannot hold is left out. */
const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

function paste(
  strip: Buffer,
  stride: number,
  { pixels, width, height }: Pixels,
  { left, top }: { readonly left: number; readonly top: number },
): void {
  for (let line = 0; line < height; line++)
    pixels.copy(strip, (top + line) * stride + left * 3, line * width * 3, (line + 1) * width * 3)
}
