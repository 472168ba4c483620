import type { BenchmarkRecord } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { workOf } from './work.ts'
import type { LearnedMean, Observation, WorkerSpeed } from './worker-speed.ts'

/** Weight of the newest observation once a mean is settled; the first few count as a plain mean. */
const NEWEST_WEIGHT = 0.3
/** A level with n observations is trusted n / (n + TRUST) against its parent. */
const TRUST = 3
/** Predictions further off than this are recorded but teach nothing. */
const OUTLIER = 5
/** Relative error assumed before anything was observed, and how many observations that guess weighs. */
const FIRST_SPREAD = 0.08
/** Assumed of a worker nobody measured, so that it can be planned at all. */
const UNMEASURED_IPM = 5
/** No batch makes an image cheaper than this. */
const LEAST_GAIN = 0.15
const NOTHING: LearnedMean = { mean: 0, n: 0 }

/** Speed of one worker for one request. Seconds of fleet time. */
export interface SpeedEstimate {
  /** one image at batch size 1, overhead not included */
  readonly secondsPerImage: number
  readonly overheadSeconds: number
  /** cost of an image in a batch of b relative to a batch of one; <= 1, never rising */
  batchGain(b: number): number
  /** relative standard deviation of the predictions */
  readonly spread: number
}

/** What is known of a worker nobody has measured. */
export function freshSpeed(): WorkerSpeed {
  return {
    benchmark: null,
    overheadSeconds: NOTHING,
    loadSeconds: NOTHING,
    batchGain: {},
    corrections: {},
    squaredError: NOTHING,
    updatedAt: null,
  }
}

/** A new benchmark resets the corrections, which were ratios to the old one; load times stay. */
export function withBenchmark(
  speed: WorkerSpeed,
  record: BenchmarkRecord,
  measured: { overheadSeconds?: number; gainAt4?: number } = {},
): WorkerSpeed {
  const { overheadSeconds, gainAt4 } = measured
  return {
    ...speed,
    benchmark: record,
    overheadSeconds:
      overheadSeconds === undefined ? speed.overheadSeconds : { mean: Math.max(0, overheadSeconds), n: 3 },
    batchGain:
      gainAt4 === undefined ? speed.batchGain : { ...speed.batchGain, 4: { mean: clampGain(gainAt4), n: 3 } },
    corrections: {},
    squaredError: NOTHING,
    updatedAt: record.at,
  }
}

const clampGain = (gain: number) => Math.min(1, Math.max(LEAST_GAIN, gain))

/**
 * The learned gains as a curve: 1 at batch size 1, straight lines in log2(b) between the sizes observed, flat beyond, each
 * point trusted n/(n+3) against what its smaller neighbour says, and never rising.
 */
function gainCurve(gains: WorkerSpeed['batchGain']): (b: number) => number {
  const points: { b: number; gain: number }[] = [{ b: 1, gain: 1 }]
  for (const [size, { mean, n }] of Object.entries(gains).sort(([a], [b]) => Number(a) - Number(b))) {
    const b = Number(size)
    const before = points.at(-1)?.gain ?? 1
    if (b <= 1 || n === 0) continue
    const trust = n / (n + 1)
    points.push({ b, gain: clampGain(Math.min(before, trust * mean + (1 - trust) * before)) })
  }
  return (b) => {
    const upper = points.findIndex((point) => point.b >= b)
    const above = points[upper]
    if (above === undefined) return points.at(-1)?.gain ?? 1
    const below = points[upper - 1]
    if (below === undefined || above.b === b) return above.gain
    const share = (Math.log2(b) - Math.log2(below.b)) / (Math.log2(above.b) - Math.log2(below.b))
    return below.gain + share * (above.gain - below.gain)
  }
}

/** Keys of the hierarchy, from the widest to the narrowest: worker; + checkpoint; + sampler and size bucket. */
function correctionKeys(params: GenerationParams, checkpoint: string | null): [string, string, string] {
  const name = checkpoint ?? params.checkpoint ?? ''
  const scale = params.hires?.scale ?? 1
  const bucket = Math.round(Math.log2(params.width * params.height * scale * scale) * 2) / 2
  return ['', `checkpoint:${name}`, `checkpoint:${name}|${params.sampler}|${params.scheduler}|${bucket}`]
}

/** observed/predicted for this request: each level trusted n/(n+3) against its parent (docs/scheduling.md). */
function correctionOf(speed: WorkerSpeed, keys: readonly string[]): number {
  let correction = 1
  for (const key of keys) {
    const known = speed.corrections[key]
    if (known === undefined) continue
    const trust = known.n / (known.n + TRUST)
    correction = trust * known.mean + (1 - trust) * correction
  }
  return correction
}

/** Speed of a worker for one request. `checkpoint`: what it will use, by canonical name. */
export function estimate(
  speed: WorkerSpeed,
  params: GenerationParams,
  checkpoint: string | null,
): SpeedEstimate {
  const base = 60 / (speed.benchmark?.ipm ?? UNMEASURED_IPM)
  const { mean, n } = speed.squaredError
  return {
    secondsPerImage: base * workOf(params) * correctionOf(speed, correctionKeys(params, checkpoint)),
    overheadSeconds: speed.overheadSeconds.mean,
    batchGain: gainCurve(speed.batchGain),
    spread: Math.sqrt((mean * n + FIRST_SPREAD ** 2 * TRUST) / (n + TRUST)),
  }
}

/** t(w, b, p) = overhead + b x secondsPerImage x work x batchGain x correction: seconds of a batch of `count`. */
export function predictSeconds(
  speed: WorkerSpeed,
  params: GenerationParams,
  count: number,
  checkpoint: string | null,
): number {
  const { overheadSeconds, secondsPerImage, batchGain } = estimate(speed, params, checkpoint)
  return overheadSeconds + count * secondsPerImage * batchGain(count)
}

/** An exponentially weighted mean that starts as a plain one, so that the first observations count in full. */
function mixed(before: LearnedMean | undefined, value: number): LearnedMean {
  if (before === undefined || before.n === 0) return { mean: value, n: 1 }
  const weight = Math.max(NEWEST_WEIGHT, 1 / (before.n + 1))
  return { mean: before.mean + weight * (value - before.mean), n: Math.min(before.n + 1, 1000) }
}

/**
 * What a finished batch teaches. A tainted one (interrupted, retried) teaches nothing, one that included a checkpoint load only
 * the load time, one further off than five times only the spread's keeper that something is odd: nothing.
 *
 * How the ratio observed/predicted is split: a batch of one corrects the worker's speed only. In a larger batch the surprise
 * may be the batch gain's or the speed's; it is shared between them, more to the gain while that size was seldom seen, so that the
 * prediction for this very size converges either way and batches of one keep the speed honest.
 */
export function learn(speed: WorkerSpeed, observation: Observation): WorkerSpeed {
  const { params, checkpoint, count, seconds, at } = observation
  if (observation.tainted || !(seconds > 0)) return speed
  if (observation.loadSeconds !== null) {
    return {
      ...speed,
      loadSeconds: mixed(speed.loadSeconds, Math.max(0, observation.loadSeconds)),
      updatedAt: at,
    }
  }
  const { overheadSeconds, secondsPerImage, batchGain } = estimate(speed, params, checkpoint)
  const predicted = overheadSeconds + count * secondsPerImage * batchGain(count)
  const error = seconds / predicted
  if (error > OUTLIER || error < 1 / OUTLIER) return { ...speed, updatedAt: at }

  const compute = Math.max(seconds - overheadSeconds, seconds * 0.05)
  const ratio = compute / (count * secondsPerImage * batchGain(count))
  const gainKnown = speed.batchGain[count]
  const towardsGain = count === 1 ? 0 : 1 / (2 + (gainKnown?.n ?? 0))
  const keys = correctionKeys(params, checkpoint)
  const corrections = { ...speed.corrections }
  let parent = 1
  for (const key of keys) {
    const known = corrections[key]
    // Every level learns the ratio to the bare model, which is its parent's correction times what was left over.
    const seen = correctionOf(speed, keys) * ratio ** (1 - towardsGain)
    corrections[key] = mixed(known ?? (parent === 1 ? undefined : { mean: parent, n: 1 }), seen)
    parent = corrections[key]?.mean ?? 1
  }
  return {
    ...speed,
    corrections: bounded(corrections),
    batchGain:
      towardsGain === 0
        ? speed.batchGain
        : {
            ...speed.batchGain,
            [count]: mixed(gainKnown, clampGain(batchGain(count) * ratio ** towardsGain)),
          },
    squaredError: mixed(speed.squaredError, (error - 1) ** 2),
    updatedAt: at,
  }
}

/** The narrow levels could grow without end; the least seen of them go first. */
function bounded(corrections: Record<string, LearnedMean>, most = 400): Record<string, LearnedMean> {
  const entries = Object.entries(corrections)
  if (entries.length <= most) return corrections
  return Object.fromEntries(entries.sort(([, a], [, b]) => b.n - a.n).slice(0, most / 2))
}
