import type { BatchId } from '../../../shared/ids.ts'
import type { TimelineRow } from './timeline-geometry.ts'

/**
 * The block that an arrow key leads to: left and right along the row, up and down to the block of the next row that runs
 * at the same time (or nearest to it). null: the key leads nowhere.
 */
export function neighbourOf(key: string, from: BatchId, rows: readonly TimelineRow[]): BatchId | null {
  const rowIndex = rows.findIndex(({ blocks }) => blocks.some(({ batch }) => batch.id === from))
  const row = rows[rowIndex]
  if (!row) return null
  const place = row.blocks.findIndex(({ batch }) => batch.id === from)
  const at = (index: number) => row.blocks[index]?.batch.id ?? null
  if (key === 'ArrowRight') return at(place + 1)
  if (key === 'ArrowLeft') return place > 0 ? at(place - 1) : null
  if (key === 'Home') return at(0)
  if (key === 'End') return at(row.blocks.length - 1)
  const other = rows[rowIndex + (key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : Number.NaN)]
  const block = row.blocks[place]
  if (!other || !block) return null
  const middle = (block.startAt + block.endAt) / 2
  const distance = ({ startAt, endAt }: { startAt: number; endAt: number }) =>
    middle < startAt ? startAt - middle : Math.max(0, middle - endAt)
  const [first, ...rest] = other.blocks
  if (!first) return null
  return rest.reduce((best, each) => (distance(each) < distance(best) ? each : best), first).batch.id
}
