import type { PlanningWorker } from './planning-worker.ts'

const EVEN = () => 1

/** Images of a usual request where runs are so long: no request has images of two of them. */
export function imagesPerRequest(maxBatch: number, runLengths: readonly number[]): number {
  let images = 0
  let requests = 0
  for (const length of runLengths) {
    images += length
    requests += Math.ceil(length / Math.max(1, maxBatch))
  }
  return requests === 0 ? 1 : images / requests
}

/**
 * A worker for images that come in runs too short for its batches, because each run is drawn prompts of its own: what an image costs it on
 * average over runs of these lengths. It is planned with as if it made them one by one at that cost.
 */
export function inRuns(worker: PlanningWorker, runLengths: readonly number[]): PlanningWorker {
  const { maxBatch, batchGain } = worker
  if (maxBatch <= 1 || runLengths.length === 0) return worker
  const cost = (images: number) => (images === 0 ? 0 : images * batchGain(images))
  let images = 0
  let compute = 0
  for (const length of runLengths) {
    images += length
    compute += Math.floor(length / maxBatch) * cost(maxBatch) + cost(length % maxBatch)
  }
  const perRequest = imagesPerRequest(maxBatch, runLengths)
  return {
    ...worker,
    maxBatch: 1,
    imagesPerRequest: perRequest,
    overheadSeconds: worker.overheadSeconds / perRequest,
    secondsPerImage: (worker.secondsPerImage * compute) / images,
    batchGain: EVEN,
    gainSeenTo: 1,
  }
}
