import type { PlanningWorker } from './planning-worker.ts'

/** So many images are there after so many seconds. */
export interface Completion {
  readonly seconds: number
  readonly images: number
}

/**
 * The least seconds in which these workers, each from its release time on, could finish `images` whole images: no overhead, the
 * best batch gain they have. `underWay`: those of them that are being made already, by requests the release times wait for.
 * Null when nobody can hold an image. No schedule is faster while the speeds are right.
 */
export function lowerBoundSeconds(
  images: number,
  workers: readonly PlanningWorker[],
  underWay: readonly Completion[] = [],
): number | null {
  const able = workers
    .filter((worker) => worker.maxBatch >= 1)
    .map((worker) => ({
      release: worker.releaseSeconds,
      perImage: worker.secondsPerImage * worker.batchGain(worker.maxBatch),
    }))
  if (able.length === 0) return null
  let low = 0
  let high = Math.min(...able.map(({ release, perImage }) => release + images * perImage))
  for (let round = 0; round < 60 && high - low > high * 1e-10; round++) {
    const middle = (low + high) / 2
    let made = underWay.reduce((sum, each) => sum + (each.seconds <= middle ? each.images : 0), 0)
    for (const { release, perImage } of able)
      made += Math.max(0, Math.floor((middle - release) / perImage + 1e-9))
    if (made >= images) high = middle
    else low = middle
  }
  return high
}
