import { computeSeconds } from './exact.ts'
import type { PlanningWorker } from './planning-worker.ts'

/** A request's overhead should not be more than this share of its compute. */
const OVERHEAD_SHARE = 0.08
/** Another doubling of the batch that saves less than this share of the time per image does not pay. */
const WORTHWHILE_GAIN = 0.05
/** A gain seen at this size tells what larger batches save. */
const TELLING_BATCH = 4
/** A larger batch that saves less than this share of the time per image saves nothing. */
const NOTHING_SAVED = 0.005
/** Of the time of a share at most this much is given for a small first request. */
const SMALL_FIRST_COST = 0.005

const secondsPerImageAt = (worker: PlanningWorker, b: number) =>
  worker.overheadSeconds / b + worker.secondsPerImage * worker.batchGain(b)

/** It is asked for every request of a plan, and a worker never changes. */
const levelling = new WeakMap<PlanningWorker, number>()

/** The batch size from which on throughput levels off (b_eff), within what the worker can hold. */
export function levellingSize(worker: PlanningWorker): number {
  const known = levelling.get(worker)
  if (known !== undefined) return known
  const size = levellingSizeOf(worker)
  levelling.set(worker, size)
  return size
}

function levellingSizeOf(worker: PlanningWorker): number {
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
 * The smallest batch size whose time per image is next to the best within what the worker can hold: a larger one saves nothing, and only
 * makes everybody wait for it. Where larger batches were never seen, nobody knows that, and they are tried.
 */
function payingSize(worker: PlanningWorker): number {
  const most = Math.max(1, worker.maxBatch)
  if (worker.gainSeenTo < Math.min(most, TELLING_BATCH)) return most
  const enough = secondsPerImageAt(worker, most) * (1 + NOTHING_SAVED)
  let size = 1
  while (size < most && secondsPerImageAt(worker, size) > enough) size = Math.min(most, size * 2)
  return size
}

/**
 * What of a job is under way when a worker is sent a request of it. `opening`: nothing on this worker, and no picture is there yet, so
 * the request decides when the first one comes. `alone`: nothing on this worker. `behind`: another request, whose pace is seen by then.
 */
export type RequestPlace = 'opening' | 'alone' | 'behind'

/**
 * Size of the next request of a worker whose remaining share is `share` images: as large as pays, small enough to rebalance:
 * clamp(ceil(share / 2), b_eff, b_max) while the share exceeds b_eff, then the rest. Never larger than b_eff while nobody has seen lately how
 * fast the worker is at this kind of request, whatever that costs; as an `opening` smaller still where that costs next to nothing.
 */
export function nextBatchSize(share: number, worker: PlanningWorker, place: RequestPlace = 'behind'): number {
  return cautious(steadySize(share, worker), share, worker, place)
}

/**
 * As `nextBatchSize`, for a worker that makes all that is left: nothing is gained by keeping some of it back, so its requests are as large as pays.
 * No larger: what it is at when it breaks is lost.
 */
export function nextBatchAlone(share: number, worker: PlanningWorker, place: RequestPlace): number {
  return cautious(Math.min(share, Math.max(levellingSize(worker), payingSize(worker))), share, worker, place)
}

/** The next request of a share, 0 where there is none. `alone`: its worker makes all that is left. */
export function batchOfShare(
  share: number,
  worker: PlanningWorker,
  place: RequestPlace,
  alone: boolean,
): number {
  if (share === 0) return 0
  return alone ? nextBatchAlone(share, worker, place) : nextBatchSize(share, worker, place)
}

function steadySize(share: number, worker: PlanningWorker): number {
  const most = Math.max(1, worker.maxBatch)
  const level = levellingSize(worker)
  if (share <= level) return Math.min(share, most)
  const size = Math.min(share, most, Math.max(level, Math.min(Math.ceil(share / 2), payingSize(worker))))
  // A rest too small to be worth a request of its own goes along.
  return share <= most && share - size < level / 2 ? share : size
}

function cautious(size: number, share: number, worker: PlanningWorker, place: RequestPlace): number {
  if (place === 'behind') return size
  const first = place === 'opening' ? smallestCheap(1, size, share, worker) : size
  return worker.proven ? first : Math.min(first, levellingSize(worker))
}

/** The smallest first request, from `least` to `most` images, whose own cost puts off the end of the share by next to nothing. */
function smallestCheap(least: number, most: number, share: number, worker: PlanningWorker): number {
  const allowed = computeSeconds(worker, share) * (1 + SMALL_FIRST_COST)
  for (let size = least; size < most; size *= 2)
    if (computeSeconds(worker, size) + computeSeconds(worker, share - size) <= allowed) return size
  return most
}

/** The requests a share is sent as, in order. */
export function batchesOf(share: number, worker: PlanningWorker, place: RequestPlace = 'behind'): number[] {
  const { imagesPerRequest = 1 } = worker
  if (imagesPerRequest > 1) return evenly(share, imagesPerRequest)
  const batches: number[] = []
  for (let left = share; left > 0; ) {
    const size = Math.max(1, nextBatchSize(left, worker, batches.length === 0 ? place : 'behind'))
    batches.push(size)
    left -= size
    // Where half of what is left is more than it can hold, each is as large as the one before: bonus images may be a hundred thousand.
    if (batches.length > 1) for (; left > 2 * worker.maxBatch; left -= size) batches.push(size)
  }
  return batches
}

/** A share in requests of so many images on average. */
function evenly(share: number, each: number): number[] {
  const batches: number[] = []
  let sent = 0
  while (sent < share) {
    const end = Math.min(share, Math.max(sent + 1, Math.round((batches.length + 1) * each)))
    batches.push(end - sent)
    sent = end
  }
  return batches
}
