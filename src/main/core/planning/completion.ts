import { batchesOf } from './batch-size.ts'
import { finishSeconds } from './exact.ts'
import { latestOf, type Moment } from './latest.ts'
import type { PlanningWorker } from './planning-worker.ts'

/** A speed is learned from the last few requests, so however many follow, it stays uncertain by this share of one request's variance. */
const SPEED_DOUBT = 0.2

/**
 * What is not counted here (what dealing anew loses, copies made in vain) makes ends that much less certain: measured in the noisy scenarios
 * of the schedule benchmark, where two of three ends then lie within one standard deviation, nine of ten within two.
 */
const UNCOUNTED = 2.25

/** What a worker has still to make. */
export interface Portion {
  readonly worker: PlanningWorker
  readonly images: number
}

/**
 * When the last of these portions is made. Whoever pulls is dealt anew, so the errors of all requests but each worker's last one
 * spread over the whole fleet and partly cancel; the last ones stay where they are, and the latest of them decides.
 * `running`: ends of requests on their way. Null: nothing is left to wait for.
 */
export function completionOf(portions: readonly Portion[], running: readonly Moment[]): Moment | null {
  const images = portions.reduce((sum, portion) => sum + portion.images, 0)
  const moments = [...running]
  let shared = 0
  for (const { worker, images: share } of portions) {
    if (share === 0) continue
    const batches = batchesOf(share, worker)
    const last = batches.at(-1) ?? 1
    const seconds = finishSeconds(worker, share)
    const tail = worker.overheadSeconds + last * worker.secondsPerImage * worker.batchGain(last)
    moments.push({ seconds, spread: worker.spread * tail })
    // The fleet's pace is off by this worker's share of it, less the more requests there are to average over.
    const compute = seconds - worker.releaseSeconds - tail
    const averaged = Math.max(SPEED_DOUBT, 1 / Math.max(1, batches.length - 1))
    shared += ((share / images) * worker.spread * compute) ** 2 * averaged
  }
  const latest = latestOf(moments)
  return latest === null
    ? null
    : { ...latest, spread: UNCOUNTED * Math.hypot(latest.spread, Math.sqrt(shared)) }
}
