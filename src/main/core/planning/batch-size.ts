import type { PlanningWorker } from './planning-worker.ts'

/** A request's overhead should not be more than this share of its compute. */
const OVERHEAD_SHARE = 0.08
/** Another doubling of the batch that saves less than this share of the time per image does not pay. */
const WORTHWHILE_GAIN = 0.05

const secondsPerImageAt = (worker: PlanningWorker, b: number) =>
  worker.overheadSeconds / b + worker.secondsPerImage * worker.batchGain(b)

/** The batch size from which on throughput levels off (b_eff), within what the worker can hold. */
export function levellingSize(worker: PlanningWorker): number {
  const most = Math.max(1, worker.maxBatch)
  let size = 1
  while (size < most) {
    const next = Math.min(most, size * 2)
    const saved = 1 - secondsPerImageAt(worker, next) / secondsPerImageAt(worker, size)
    const overheadShare = worker.overheadSeconds / (size * worker.secondsPerImage * worker.batchGain(size))
    if (saved < WORTHWHILE_GAIN && overheadShare <= OVERHEAD_SHARE) break
    size = next
  }
  return size
}

/**
 * Size of the next request of a worker whose remaining share is `share` images: as large as pays, small enough to rebalance:
 * clamp(ceil(share / 2), b_eff, b_max) while the share exceeds b_eff, then the rest.
 */
export function nextBatchSize(share: number, worker: PlanningWorker): number {
  const most = Math.max(1, worker.maxBatch)
  const level = levellingSize(worker)
  if (share <= level) return Math.min(share, most)
  const size = Math.min(share, most, Math.max(level, Math.ceil(share / 2)))
  // A rest too small to be worth a request of its own goes along.
  return share <= most && share - size < level / 2 ? share : size
}

/** The requests a share is sent as, in order. */
export function batchesOf(share: number, worker: PlanningWorker): number[] {
  const batches: number[] = []
  for (let left = share; left > 0; ) {
    const size = Math.max(1, nextBatchSize(left, worker))
    batches.push(size)
    left -= size
  }
  return batches
}
