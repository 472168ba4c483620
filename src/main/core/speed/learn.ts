import { correctionKeys, correctionOf, OUTLIER_KEY, observations, withCorrection } from './corrections.ts'
import { clampGain, gainCurve } from './gain-curve.ts'
import { mixed } from './learned-mean.ts'
import { estimate, isKnown, spreadOf, withFirstRun } from './model.ts'
import { withUpscaled } from './upscaling.ts'
import type { LearnedMean, Observation, WorkerSpeed } from './worker-speed.ts'

/** Batches further off their prediction than this are noted but teach nothing … */
const OUTLIER = 5
/** … unless so many come in a row and agree to within `AGREEMENT`: then it is the prediction that is odd. */
const OUTLIERS_TO_CONVINCE = 3
const AGREEMENT = 2
/** How wrong each part of a prediction may be before it was ever observed: seconds, and shares of itself. */
const DOUBT = { overheadSeconds: 0.5, speed: 0.2, gain: 0.15 } as const
/** A spread needs more observations than a mean: weight of the newest. */
const SPREAD_WEIGHT = 0.1
/** Of the time of a batch at least this share is compute, whatever is known of its overhead. */
const LEAST_COMPUTE = 0.05
/** Once observed, an overhead is doubted by a third of itself, at least by this. */
const LEAST_OVERHEAD_DOUBT = 0.15

/**
 * What a finished batch teaches. A tainted one (interrupted, retried) teaches nothing; one that included a checkpoint load, the load
 * time only; one further off than five times is noted and teaches nothing, until the third like it in a row. The first of a worker that
 * nobody has measured is its measurement; of one with a load that is what came after it, where that was seen. One that made pictures larger
 * teaches how long that takes there, and nothing else.
 *
 * A surprise is shared among the parts of the prediction in the measure in which each is still doubted: the overhead where it was to be
 * seen (a request that waited behind another hides it), the batch gain while that size was seldom tried, the worker's speed
 * always. Batches of one teach nothing about gains, long ones next to nothing about overheads.
 */
export function learn(speed: WorkerSpeed, observation: Observation): WorkerSpeed {
  const { params, checkpoint, count, seconds, sinceLoadSeconds, at } = observation
  if (observation.tainted || !(seconds > 0)) return speed
  if (observation.loadSeconds !== null) {
    const loadSeconds = mixed(speed.loadSeconds, Math.max(0, observation.loadSeconds))
    const loaded = { ...speed, loadSeconds, updatedAt: at }
    if (isKnown(speed) || sinceLoadSeconds === undefined) return loaded
    return learn(loaded, { ...observation, loadSeconds: null, seconds: sinceLoadSeconds })
  }
  if (params.upscale !== null) return withUpscaled(speed, observation)
  if (!isKnown(speed)) {
    const computeSeconds = Math.max(seconds - speed.overheadSeconds.mean, seconds * LEAST_COMPUTE)
    const first = withFirstRun(speed, { params, count, computeSeconds, at })
    return { ...first, corrections: withCorrection({}, correctionKeys(params, checkpoint), 1) }
  }
  const known = estimate(speed, params, checkpoint)
  const gain = known.batchGain(count)
  const compute = count * known.secondsPerImage * gain
  const predicted = known.overheadSeconds + compute
  const error = seconds / predicted
  if (error > OUTLIER || error < 1 / OUTLIER) {
    const outlier = outlierAfter(speed.corrections[OUTLIER_KEY], error)
    if (outlier.n < OUTLIERS_TO_CONVINCE)
      return { ...speed, corrections: { ...speed.corrections, [OUTLIER_KEY]: outlier }, updatedAt: at }
  }

  const keys = correctionKeys(params, checkpoint)
  const speedDoubt = DOUBT.speed / Math.sqrt(1 + observations(speed.corrections, keys))
  const overheadSeconds =
    observation.waited === false
      ? withSurprise(
          speed.overheadSeconds,
          seconds - predicted,
          compute * Math.hypot(known.spread, speedDoubt),
        )
      : speed.overheadSeconds
  const ratio = Math.max(seconds - overheadSeconds.mean, seconds * LEAST_COMPUTE) / compute
  const gains = gainsAfter(speed, count, gain, ratio, speedDoubt)
  // What the gain did not take is the speed's.
  const seen = (correctionOf(speed.corrections, keys) * ratio) / gains.moved
  return {
    ...speed,
    overheadSeconds,
    batchGain: gains.batchGain,
    corrections: withCorrection(speed.corrections, keys, seen),
    squaredError: mixed(speed.squaredError, Math.min(1, error - 1) ** 2, SPREAD_WEIGHT),
    updatedAt: at,
  }
}

/** How far off outliers in a row were, and how many there were. */
function outlierAfter(before: LearnedMean | undefined, error: number): LearnedMean {
  if (before === undefined || error > before.mean * AGREEMENT || error < before.mean / AGREEMENT)
    return { mean: error, n: 1 }
  return mixed(before, error)
}

/** An overhead after a batch took `surprise` seconds longer than predicted, of which its compute may explain `computeDoubt`. */
function withSurprise(overhead: LearnedMean, surprise: number, computeDoubt: number): LearnedMean {
  const doubt = overhead.n === 0 ? DOUBT.overheadSeconds : Math.max(LEAST_OVERHEAD_DOUBT, overhead.mean / 3)
  const share = doubt ** 2 / (doubt ** 2 + computeDoubt ** 2)
  return { mean: Math.max(0, overhead.mean + share * surprise), n: Math.min(overhead.n + 1, 1000) }
}

/** The gains after a batch of `count` took `ratio` times its predicted compute; `moved`: by how much the gain is now predicted differently. */
function gainsAfter(
  speed: WorkerSpeed,
  count: number,
  gain: number,
  ratio: number,
  speedDoubt: number,
): { batchGain: WorkerSpeed['batchGain']; moved: number } {
  if (count === 1) return { batchGain: speed.batchGain, moved: 1 }
  const known = speed.batchGain[count]
  const gainDoubt = DOUBT.gain ** 2
  const seen = clampGain(gain * ratio ** (gainDoubt / (gainDoubt + speedDoubt ** 2)))
  const batchGain = { ...speed.batchGain, [count]: mixed(known, seen) }
  return { batchGain, moved: gainCurve(batchGain, spreadOf(speed))(count) / gain }
}
