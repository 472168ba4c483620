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

/**
 * As `lowerBoundSeconds`, for parts whose images cost each worker something else: loads left out, and every worker as if all it makes were of
 * the part that it is relatively best at. Work is counted in seconds of an average worker. Null when somebody could make none of it.
 */
export function partsBoundSeconds(
  parts: readonly { readonly images: number; readonly workers: readonly PlanningWorker[] }[],
): number | null {
  const open = parts.filter(({ images }) => images > 0)
  let work = 0
  const rates = new Map<string, { release: number; rate: number }>()
  for (const { images, workers } of open) {
    const able = workers.filter(({ maxBatch }) => maxBatch >= 1)
    if (able.length === 0) return null
    const perImage = (worker: PlanningWorker) => worker.secondsPerImage * worker.batchGain(worker.maxBatch)
    const average = able.reduce((sum, worker) => sum + perImage(worker), 0) / able.length
    work += images * average
    for (const worker of able) {
      const release = Math.max(0, worker.releaseSeconds - (worker.loadSeconds ?? 0))
      const known = rates.get(worker.id)
      const rate = average / perImage(worker)
      rates.set(worker.id, {
        release: Math.min(release, known?.release ?? release),
        rate: Math.max(rate, known?.rate ?? 0),
      })
    }
  }
  const byRelease = [...rates.values()].sort((a, b) => a.release - b.release)
  let rate = 0
  let at = 0
  for (const own of byRelease) {
    const until = rate === 0 ? Number.POSITIVE_INFINITY : at + work / rate
    if (until <= own.release) return until
    work -= rate * (own.release - at)
    at = own.release
    rate += own.rate
  }
  return rate === 0 ? 0 : at + work / rate
}
