import type { PlanningWorker } from './planning-worker.ts'

/** What requests of 0, 1, … b_max images cost one worker, seconds, overhead included; never falling with the size. */
export interface RequestCosts {
  readonly maxBatch: number
  readonly bySize: Float64Array
  /** of b_max images */
  readonly full: number
  /** images per second at the size that is cheapest per image */
  readonly bestRate: number
}

interface Known extends RequestCosts {
  readonly overheadSeconds: number
  readonly secondsPerImage: number
}

const NOBODY: RequestCosts = { maxBatch: 0, bySize: new Float64Array(1), full: 0, bestRate: 0 }
/** A running job plans at every pull and seldom learns anything new about a worker: its last table is kept with its gain curve. */
const known = new WeakMap<PlanningWorker['batchGain'], Known>()

/** The costs of a worker's requests. */
export function requestCosts(worker: PlanningWorker): RequestCosts {
  const { maxBatch, overheadSeconds, secondsPerImage, batchGain } = worker
  if (maxBatch < 1) return NOBODY
  const before = known.get(batchGain)
  if (
    before?.maxBatch === maxBatch &&
    before.overheadSeconds === overheadSeconds &&
    before.secondsPerImage === secondsPerImage
  )
    return before
  const bySize = new Float64Array(maxBatch + 1)
  let bestRate = 0
  for (let b = 1; b <= maxBatch; b++) {
    const cost = overheadSeconds + b * secondsPerImage * worker.batchGain(b)
    bySize[b] = Math.max(cost, bySize[b - 1] ?? 0)
    bestRate = Math.max(bestRate, b / (bySize[b] ?? 1))
  }
  const costs = { maxBatch, bySize, full: bySize[maxBatch] ?? 0, bestRate, overheadSeconds, secondsPerImage }
  known.set(batchGain, costs)
  return costs
}

/** Seconds of k >= 1 images in requests as large as fit, the rest in one of its own. Infinity when not one fits. */
export function secondsOf({ maxBatch, bySize, full }: RequestCosts, images: number): number {
  if (maxBatch < 1) return Number.POSITIVE_INFINITY
  const requests = Math.floor(images / maxBatch)
  return requests * full + (bySize[images - requests * maxBatch] ?? 0)
}

/** The most images whose requests take no longer than `seconds`. */
export function within({ maxBatch, bySize, full }: RequestCosts, seconds: number): number {
  if (seconds <= 0 || maxBatch < 1) return 0
  const requests = Math.floor(seconds / full + 1e-12)
  const left = seconds - requests * full + 1e-9
  let rest = maxBatch - 1
  while (rest > 0 && (bySize[rest] ?? 0) > left) rest--
  return requests * maxBatch + rest
}
