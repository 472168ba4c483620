import type { Upscale } from '../../../shared/generation.ts'
import type { GenerationParams } from '../generation.ts'
import { mixed } from './learned-mean.ts'
import { outputMegapixels, upscaleKey } from './upscale-cost.ts'
import type { Observation, WorkerSpeed } from './worker-speed.ts'

type Upscaling = NonNullable<WorkerSpeed['upscaling']>

/** Upscalers whose speed is kept; the least seen go first. */
const MOST_KEPT = 100
/** Of the time of a request at least this share is compute, whatever is known of its overhead. */
const LEAST_COMPUTE = 0.05
/** Where a picture's size is not known, nothing can be said of a megapixel of it. */
const LEAST_MEGAPIXELS = 1e-3

/** Seconds of one picture that is made larger, as this worker was seen to take; null: it was not, or nothing is made larger. */
export function upscaleSeconds(
  speed: Pick<WorkerSpeed, 'upscaling'>,
  params: GenerationParams,
): number | null {
  if (params.upscale === null) return null
  const known = speed.upscaling?.[upscaleKey(params.upscale)]
  return known === undefined || known.n === 0 ? null : known.mean * outputMegapixels(params)
}

/** How often pictures were seen to be made larger that way. */
export const upscalesSeen = ({ upscaling }: Pick<WorkerSpeed, 'upscaling'>, upscale: Upscale): number =>
  upscaling?.[upscaleKey(upscale)]?.n ?? 0

/** What a request that made pictures larger teaches: its first run counts in full. */
export function withUpscaled(speed: WorkerSpeed, observation: Observation): WorkerSpeed {
  const { params, count, seconds, at } = observation
  const megapixels = count * outputMegapixels(params)
  if (params.upscale === null || megapixels < LEAST_MEGAPIXELS) return speed
  const key = upscaleKey(params.upscale)
  const compute = Math.max(seconds - speed.overheadSeconds.mean, seconds * LEAST_COMPUTE)
  const upscaling = { ...speed.upscaling, [key]: mixed(speed.upscaling?.[key], compute / megapixels) }
  return { ...speed, upscaling: bounded(upscaling), updatedAt: at }
}

function bounded(upscaling: Upscaling): Upscaling {
  const entries = Object.entries(upscaling)
  if (entries.length <= MOST_KEPT) return upscaling
  return Object.fromEntries(entries.sort(([, a], [, b]) => b.n - a.n).slice(0, MOST_KEPT / 2))
}
