import type { PlanningWorker } from './planning-worker.ts'

/** Seconds of k images in requests as large as it can hold, from the start of the first. */
export function computeSeconds(worker: PlanningWorker, images: number): number {
  const { maxBatch, overheadSeconds, secondsPerImage } = worker
  if (images === 0) return 0
  if (maxBatch < 1) return Number.POSITIVE_INFINITY
  const full = Math.floor(images / maxBatch)
  const rest = images % maxBatch
  const request = (b: number) => overheadSeconds + b * secondsPerImage * worker.batchGain(b)
  return full * request(maxBatch) + (rest > 0 ? request(rest) : 0)
}

/** Seconds from now until worker has made k images: release time, ceil(k / b_max) overheads, compute. Never decreases in k. */
export function finishSeconds(worker: PlanningWorker, images: number): number {
  return images === 0 ? 0 : worker.releaseSeconds + computeSeconds(worker, images)
}

/** The most images the worker can have made `seconds` from now, at most `most`. */
export function countWithin(worker: PlanningWorker, seconds: number, most: number): number {
  const { maxBatch, overheadSeconds, secondsPerImage, releaseSeconds } = worker
  const time = seconds - releaseSeconds
  if (time <= 0 || maxBatch < 1) return 0
  const whole = overheadSeconds + maxBatch * secondsPerImage * worker.batchGain(maxBatch)
  const full = Math.floor(time / whole + 1e-12)
  if (full * maxBatch >= most) return most
  // The rest is less than one full request: few candidates, and the cost of a request never falls with its size.
  let rest = Math.min(maxBatch - 1, most - full * maxBatch)
  const left = time - full * whole + 1e-9
  while (rest > 0 && overheadSeconds + rest * secondsPerImage * worker.batchGain(rest) > left) rest--
  return full * maxBatch + rest
}

/** Warm workers first, then the order of the lanes and of the cards on the board. */
export const byPreference = (a: PlanningWorker, b: PlanningWorker): number =>
  Number(b.warm) - Number(a.warm) || laneRank(a) - laneRank(b) || a.order - b.order

const laneRank = (worker: PlanningWorker) => ['active', 'reserve', 'off'].indexOf(worker.lane)

/**
 * Whole k(w) with sum `images` that minimise the latest finish. Dealing one image at a time to the worker whose finish would be
 * smallest is optimal, because finish never decreases in k; here the same result is reached from the time side: the
 * least makespan T is found by bisection over "how many can be made within T", everybody gets what fits within just less
 * than T, and the few images left over are dealt one at a time, ties by preference. O(W log) instead of O(N log W), so that a
 * running job can plan again at every pull. Workers that cannot hold one image get none; with no worker at all, all get none.
 */
export function dealExact(images: number, workers: readonly PlanningWorker[]): number[] {
  const shares = workers.map(() => 0)
  const able = workers
    .map((worker, index) => ({ worker, index }))
    .filter(({ worker }) => worker.maxBatch >= 1)
  if (able.length === 0 || images <= 0) return shares
  able.sort((a, b) => byPreference(a.worker, b.worker))

  let low = 0
  let high = Math.min(...able.map(({ worker }) => finishSeconds(worker, images)))
  const made = (seconds: number) => {
    let sum = 0
    for (const { worker } of able) {
      sum += countWithin(worker, seconds, images - sum)
      if (sum >= images) return images
    }
    return sum
  }
  for (let round = 0; round < 60 && high - low > high * 1e-10; round++) {
    const middle = (low + high) / 2
    if (made(middle) >= images) high = middle
    else low = middle
  }
  let left = images
  for (const { worker, index } of able) {
    const share = countWithin(worker, low, left)
    shares[index] = share
    left -= share
  }
  // What `low` just misses: at most a handful per worker, one at a time to whoever would finish first.
  while (left > 0) {
    let best: (typeof able)[number] | undefined
    let bestFinish = Number.POSITIVE_INFINITY
    for (const candidate of able) {
      const finish = finishSeconds(candidate.worker, (shares[candidate.index] ?? 0) + 1)
      if (finish < bestFinish - 1e-9) {
        best = candidate
        bestFinish = finish
      }
    }
    if (best === undefined) break
    shares[best.index] = (shares[best.index] ?? 0) + 1
    left--
  }
  return shares
}
