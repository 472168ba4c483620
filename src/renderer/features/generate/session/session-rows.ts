import type { ImageId, JobId } from '../../../../shared/ids.ts'
import type { BatchView, JobView } from '../../../../shared/job.ts'
import { GRID_TOOLS } from '../../../grids/GridTools.tsx'
import {
  COLUMN_HEAD,
  type GridTable,
  type GridView,
  gridTable,
  tableLayout,
} from '../../../grids/grid-table.ts'
import { GAP, type GridLayout, gridLayout } from '../../../ui/grid-layout.ts'
import { shownIndexes } from './tile-state.ts'

/** px: the line above the pictures of a job, the room there without a line, and the room below them. */
const HEADING = 38
const NO_HEADING = 14
const BELOW = 18

/** One job of the session with the indexes that have a tile. */
export interface SessionSection {
  readonly job: JobView
  readonly indexes: readonly number[]
  readonly layout: GridLayout & { readonly rowHead?: number }
  /** its images as a table; null: they are no grid */
  readonly table: GridTable | null
  /** px of the line above its pictures; little for the job that the header of the screen speaks of */
  readonly heading: number
}

/** A row of the scrolled list: the heading of a job, or a row of its tiles. */
export type SessionRow =
  | { kind: 'heading'; jobId: JobId; height: number }
  /** what can be done with a table, and the labels of its columns */
  | { kind: 'table-head'; jobId: JobId; height: number }
  | { kind: 'tiles'; jobId: JobId; row: number; height: number }

interface SectionSource {
  readonly job: JobView
  readonly images: Readonly<Record<number, ImageId>>
  readonly owners: readonly (BatchView | undefined)[]
  /** indexes whose picture was deleted */
  readonly deleted?: ReadonlySet<number> | undefined
  /** how its grid is looked at */
  readonly view: GridView
}

/** `width`: px that tiles may take; `least`: px of the narrowest tile; `headed`: the header speaks of this job. */
export function sessionSection(
  { job, images, owners, deleted, view }: SectionSource,
  { width, least, headed }: { width: number; least: number; headed: boolean },
): SessionSection {
  const aspect = job.request.width / job.request.height
  const heading = headed ? NO_HEADING : HEADING
  const table = gridTable(job.request, view)
  if (table !== null)
    return { job, table, indexes: table.indexes, layout: tableLayout(table, width, least, aspect), heading }
  return {
    job,
    table,
    indexes: shownIndexes(job, images, owners, deleted),
    layout: gridLayout(width, least, aspect),
    heading,
  }
}

/** Rows of a section in front of its pictures. */
export const rowsAhead = ({ table }: Pick<SessionSection, 'table'>): number => (table === null ? 1 : 2)

/** A section with where it stands in the scrolled list. */
export interface PlacedSection extends SessionSection {
  /** row of its heading */
  readonly firstRow: number
  /** px from the start of the list */
  readonly top: number
}

/** The sections below each other; `start`: px above the first. */
export function placeSections(sections: readonly SessionSection[], start: number): PlacedSection[] {
  let firstRow = 0
  let top = start
  return sections.map((section) => {
    const placed = { ...section, firstRow, top }
    const rows = sessionRows([section])
    firstRow += rows.length
    for (const row of rows) top += row.height
    return placed
  })
}

/** The rows of all sections, top to bottom, with their heights in px. */
export function sessionRows(sections: readonly SessionSection[]): SessionRow[] {
  return sections.flatMap(({ job, indexes, layout, heading, table }): SessionRow[] => {
    const rows = Math.ceil(indexes.length / layout.columns)
    return [
      { kind: 'heading', jobId: job.id, height: heading },
      ...(table === null
        ? []
        : [{ kind: 'table-head' as const, jobId: job.id, height: GRID_TOOLS + COLUMN_HEAD }]),
      ...Array.from(
        { length: rows },
        (_, row): SessionRow => ({
          kind: 'tiles',
          jobId: job.id,
          row,
          height: layout.tileHeight + (row === rows - 1 ? BELOW : GAP),
        }),
      ),
    ]
  })
}
