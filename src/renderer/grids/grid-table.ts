import { axisLabels } from '../../shared/axis-labels.ts'
import type { GenerationRequest } from '../../shared/generation.ts'
import type { GridAxis } from '../../shared/grid.ts'
import { textsOf } from '../../shared/request-texts.ts'
import { axisLength, inputsOf, runCount } from '../../shared/run-count.ts'
import { imageNumber } from '../../shared/words/image-number.ts'
import { say } from '../../shared/words/say.ts'
import { GAP, tileShape } from '../ui/grid-layout.ts'

/** How the table of a job is looked at: which axes stand where, and at which page of the rest. */
export interface GridView {
  readonly swapped: boolean
  /** the axis that is leafed through where there are three, from 0 */
  readonly paged: number
  /** which of its values, from 0 */
  readonly page: number
  /** of the pictures and prompts that the grid is made for, from 0 */
  readonly round: number
  /** of the images of a cell, from 0 */
  readonly image: number
}

export const FIRST_VIEW: GridView = { swapped: false, paged: 2, page: 0, round: 0, image: 0 }

/** From this many values on, a single axis goes down instead of across. */
const MOST_ACROSS = 8

interface Side {
  readonly name: string
  readonly labels: readonly string[]
}

/** Something that is chosen beside the table, since a table has two sides. */
interface GridChoice {
  readonly part: 'page' | 'round' | 'image'
  readonly name: string
  readonly labels: readonly string[]
  readonly at: number
}

/** A page of the images of a job as a table. */
export interface GridTable {
  readonly columns: Side
  /** null: one row, which has no name */
  readonly rows: Side | null
  /** image indexes of the job, row by row */
  readonly indexes: readonly number[]
  readonly choices: readonly GridChoice[]
  /** names of the axes, where there are three and one is leafed through; else none */
  readonly axes: readonly string[]
  readonly paged: number
}

/** What an axis changes, for people. */
const axisName = (axis: GridAxis): string =>
  axis.of === undefined
    ? say(`request.axis.${axis.field}`)
    : say('vary.table.axis-of', { axis: say(`request.axis.${axis.field}`), name: axis.of })

/**
 * The images of a request as a table: two axes of its grid, the third, the prompts and the images of a cell chosen beside it. null: it has no
 * grid. In the order of core/runs/expansion.ts: x changes fastest, then the images of a cell follow each other.
 */
export function gridTable(request: GenerationRequest, view: GridView): GridTable | null {
  const axes = request.grid?.axes ?? []
  const [x] = axes
  if (x === undefined || !Number.isInteger(request.images)) return null
  const lengths = axes.map(axisLength)
  const cells = lengths.reduce((product, each) => product * each, 1)
  const rounds = runCount(request) / cells
  const paged = axes.length === 3 ? within(view.paged, 3) : -1
  const [first, second] = axes.map((_, at) => at).filter((at) => at !== paged)
  const down = second === undefined ? (lengths[0] ?? 0) > MOST_ACROSS : false
  const [across, along] = view.swapped !== down ? [second, first] : [first, second]
  const page = paged < 0 ? 0 : within(view.page, lengths[paged] ?? 1)
  const round = within(view.round, rounds)
  const image = within(view.image, request.images)
  const strides = lengths.map((_, at) => lengths.slice(0, at).reduce((product, each) => product * each, 1))
  const stride = (at: number | undefined) => (at === undefined ? 0 : (strides[at] ?? 0))
  const count = (at: number | undefined) => (at === undefined ? 1 : (lengths[at] ?? 1))
  const indexes: number[] = []
  for (let row = 0; row < count(along); row++)
    for (let column = 0; column < count(across); column++) {
      const cell = column * stride(across) + row * stride(along) + page * (paged < 0 ? 0 : stride(paged))
      indexes.push((round * cells + cell) * request.images + image)
    }
  const side = (at: number | undefined): Side | null => {
    const axis = at === undefined ? undefined : axes[at]
    return axis === undefined ? null : { name: axisName(axis), labels: axisLabels(axis) }
  }
  return {
    columns: side(across) ?? { name: '', labels: [''] },
    rows: side(along),
    indexes,
    choices: [
      ...choice('page', side(paged), page),
      ...choice('round', { name: say('vary.table.round'), labels: roundLabels(request, rounds) }, round),
      ...choice('image', { name: say('vary.table.image'), labels: imageLabels(request.images) }, image),
    ],
    axes: paged < 0 ? [] : axes.map(axisName),
    paged,
  }
}

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))

const choice = (part: GridChoice['part'], side: Side | null, at: number): GridChoice[] =>
  side !== null && side.labels.length > 1 ? [{ part, ...side, at }] : []

/** What the grid is made anew for: each prompt of each picture. */
function roundLabels(request: GenerationRequest, rounds: number): string[] {
  if (rounds < 2) return []
  const texts = textsOf(request).map(({ prompt }) => prompt)
  const pictures = Math.max(1, inputsOf(request).length)
  return Array.from({ length: rounds }, (_, at) => {
    const picture = say('vary.table.picture', { number: imageNumber(Math.floor(at / texts.length)) })
    const text = texts[at % texts.length] ?? ''
    if (pictures === 1) return text
    return texts.length === 1 ? picture : `${picture} · ${text}`
  })
}

const imageLabels = (images: number): string[] =>
  Array.from({ length: images }, (_, at) =>
    say('vary.table.image-of', { number: imageNumber(at), count: images }),
  )

/** px of the labels of the rows, and of those of the columns. */
const ROW_HEAD = 118
export const COLUMN_HEAD = 30
/** A cell is at most so many times the least width wide, where there is room. */
const WIDEST = 1.8

export interface TableLayout {
  readonly columns: number
  /** px of a cell */
  readonly tileWidth: number
  readonly tileHeight: number
  /** px in front of the cells, for the labels of the rows */
  readonly rowHead: number
}

/** The geometry of a table in `width` px with cells of at least `least` px; it may be wider. `aspect`: width / height of a picture. */
export function tableLayout(table: GridTable, width: number, least: number, aspect: number): TableLayout {
  const columns = table.columns.labels.length
  const rowHead = table.rows === null ? 0 : ROW_HEAD
  const room = (width - rowHead - (columns - 1) * GAP) / columns
  const tileWidth = Math.max(1, Math.floor(Math.min(Math.max(least, room), least * WIDEST)))
  return { columns, rowHead, tileWidth, tileHeight: Math.round(tileWidth / tileShape(aspect)) }
}

/** Where a key moves the focus in a table: along its row or its column, no further. null: the key does not move it. */
export function movedInTable(key: string, from: number, count: number, columns: number): number | null {
  const column = from % columns
  const start = from - column
  const end = Math.min(count, start + columns) - 1
  const target = {
    ArrowLeft: Math.max(start, from - 1),
    ArrowRight: Math.min(end, from + 1),
    ArrowUp: from - columns,
    ArrowDown: from + columns,
    Home: start,
    End: end,
  }[key]
  if (target === undefined) return null
  return target >= 0 && target < count ? target : from
}
