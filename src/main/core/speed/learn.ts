import { correctionKeys, correctionOf, observations, withCorrection } from './corrections.ts'
import { clampGain, GAIN_DOUBT } from './gain-curve.ts'
import { mixed } from './learned-mean.ts'
import { estimate, spreadOf } from './model.ts'
import type { LearnedMean, Observation, WorkerSpeed } from './worker-speed.ts'

/** Predictions further off than this are noted but teach nothing. */
const OUTLIER = 5
/** How wrong each part of a prediction may be before it was ever observed: seconds, and shares of itself. */
const DOUBT = { overheadSeconds: 1.5, speed: 0.08 } as const
/** A spread needs more observations than a mean: weight of the newest. */
const SPREAD_WEIGHT = 0.1
/** Once observed, an overhead is doubted by half of itself, at least by this. */
const LEAST_OVERHEAD_DOUBT = 0.1

/**
 * What a finished batch teaches. A tainted one (interrupted, retried) teaches nothing; one that included a checkpoint load, the load
 * time only; one further off than five times is noted by its date and teaches nothing either.
 *
 * A surprise is shared among the parts of the prediction in the measure in which each is still doubted: the overhead where it was to be
 * seen (a request that waited behind another hides it), the batch gain while that size was seldom tried, the worker's speed
 * always. Batches of one teach nothing about gains, long ones next to nothing about overheads.
 */
export function learn(speed: WorkerSpeed, observation: Observation): WorkerSpeed {
  const { params, checkpoint, count, seconds, at } = observation
  if (observation.tainted || !(seconds > 0)) return speed
  if (observation.loadSeconds !== null) {
    const loadSeconds = mixed(speed.loadSeconds, Math.max(0, observation.loadSeconds))
    return { ...speed, loadSeconds, updatedAt: at }
  }
  const known = estimate(speed, params, checkpoint)
  const gain = known.batchGain(count)
  const compute = count * known.secondsPerImage * gain
  const predicted = known.overheadSeconds + compute
  const error = seconds / predicted
  if (error > OUTLIER || error < 1 / OUTLIER) return { ...speed, updatedAt: at }

  const overheadSeconds =
    observation.waited === false
      ? withSurprise(speed.overheadSeconds, seconds - predicted, compute * spreadOf(speed))
      : speed.overheadSeconds
  const ratio = Math.max(seconds - overheadSeconds.mean, seconds * 0.05) / compute
  const keys = correctionKeys(params, checkpoint)
  const gains = gainsAfter(speed, count, gain, ratio, observations(speed.corrections, keys))
  // What the gain did not take is the speed's.
  const seen = (correctionOf(speed.corrections, keys) * ratio) / gains.moved
  return {
    ...speed,
    overheadSeconds,
    batchGain: gains.batchGain,
    corrections: withCorrection(speed.corrections, keys, seen),
    squaredError: mixed(speed.squaredError, (error - 1) ** 2, SPREAD_WEIGHT),
    updatedAt: at,
  }
}

/** An overhead after a batch took `surprise` seconds longer than predicted, of which its compute may explain `computeDoubt`. */
function withSurprise(overhead: LearnedMean, surprise: number, computeDoubt: number): LearnedMean {
  const doubt =
    overhead.n === 0
      ? DOUBT.overheadSeconds
      : Math.max(LEAST_OVERHEAD_DOUBT, overhead.mean / 2) / Math.sqrt(Math.min(overhead.n, 10))
  const share = doubt ** 2 / (doubt ** 2 + computeDoubt ** 2)
  return { mean: Math.max(0, overhead.mean + share * surprise), n: Math.min(overhead.n + 1, 1000) }
}

/** The gains after a batch of `count` took `ratio` times its predicted compute; `moved`: by how much the predicted gain changed. */
function gainsAfter(
  speed: WorkerSpeed,
  count: number,
  gain: number,
  ratio: number,
  timesSeen: number,
): { batchGain: WorkerSpeed['batchGain']; moved: number } {
  if (count === 1) return { batchGain: speed.batchGain, moved: 1 }
  const known = speed.batchGain[count]
  const gainDoubt = GAIN_DOUBT ** 2 / (1 + (known?.n ?? 0))
  const speedDoubt = DOUBT.speed ** 2 / (1 + timesSeen)
  const seen = clampGain(gain * ratio ** (gainDoubt / (gainDoubt + speedDoubt)))
  return { batchGain: { ...speed.batchGain, [count]: mixed(known, seen) }, moved: seen / gain }
}
