import type { BatchId, ImageId, WorkerId } from '../../../../shared/ids.ts'
import type { BatchView, JobView } from '../../../../shared/job.ts'
import { NOTHING_DELETED } from '../../../state/images.ts'
import { isOver } from '../../../state/jobs.ts'

/** What the place of one image in the gallery of the session shows. */
export type TileState =
  /** nobody has it yet (workerId null), or somebody will make it */
  | { at: 'waiting'; workerId: WorkerId | null }
  | { at: 'computing'; workerId: WorkerId; batchId: BatchId }
  | { at: 'stored'; imageId: ImageId }
  /** it was there */
  | { at: 'deleted' }
  /** it will not come */
  | { at: 'failed' }

/** Derives a tile from what is known about its index. A stored picture counts, whatever else is said. */
export function tileState(
  job: Pick<JobView, 'state'>,
  imageId: ImageId | undefined,
  owner: BatchView | undefined,
  deleted = false,
): TileState {
  if (imageId !== undefined) return { at: 'stored', imageId }
  if (deleted) return { at: 'deleted' }
  if (isOver(job)) return { at: 'failed' }
  if (!owner) return { at: 'waiting', workerId: null }
  return owner.state === 'computing'
    ? { at: 'computing', workerId: owner.workerId, batchId: owner.id }
    : { at: 'waiting', workerId: owner.workerId }
}

/**
 * The image indexes that have a tile, ascending. While a job is open, all that were asked for or are planned as bonus.
 * Once it is over, those that arrived; of a job that did not get there on its own account, also what is missing. What was deleted has none.
 */
export function shownIndexes(
  job: Pick<JobView, 'state' | 'requested' | 'bonusPlanned'>,
  images: Readonly<Record<number, ImageId>>,
  owners: readonly (BatchView | undefined)[],
  deleted: ReadonlySet<number> = NOTHING_DELETED,
): number[] {
  return allIndexes(job, images, owners).filter((index) => images[index] !== undefined || !deleted.has(index))
}

function allIndexes(
  job: Pick<JobView, 'state' | 'requested' | 'bonusPlanned'>,
  images: Readonly<Record<number, ImageId>>,
  owners: readonly (BatchView | undefined)[],
): number[] {
  const stored = Object.keys(images).map(Number)
  if (job.state === 'cancelled') return stored
  const asked = isOver(job) ? job.requested : Math.max(job.requested + job.bonusPlanned, owners.length)
  const count = Math.max(asked, ...stored.slice(-1).map((index) => index + 1))
  if (!isOver(job)) return Array.from({ length: count }, (_, index) => index)
  const indexes = new Set(stored)
  for (let index = 0; index < job.requested; index++) indexes.add(index)
  return [...indexes].sort((a, b) => a - b)
}
