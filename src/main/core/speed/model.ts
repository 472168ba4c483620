import type { BenchmarkRecord } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'
import { correctionKeys, correctionOf } from './corrections.ts'
import { clampGain, gainCurve } from './gain-curve.ts'
import { NOTHING } from './learned-mean.ts'
import { upscaleSeconds } from './upscaling.ts'
import { workOf } from './work.ts'
import type { WorkerSpeed } from './worker-speed.ts'

/** Relative error assumed before anything was observed, and how many observations that guess weighs. */
const FIRST_SPREAD = { relative: 0.1, weighs: 3 }
/** The same of a worker of which neither a benchmark nor a batch is known: half of its speed, or double. */
const UNMEASURED_SPREAD = 0.5
/** Assumed of a worker nobody measured, so that it can be planned at all. */
const UNMEASURED_IPM = 5
/** Observations that a benchmark's figure counts for. */
const BENCHMARK_WEIGHS = 3

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

/**
 * A new benchmark resets the corrections, which were ratios to the old one, and the limits on the time and the sizes of requests: a worker that
 * they leave out gets no request that could disprove them. Load times stay, and gains of batch sizes that it did not measure.
 */
export function withBenchmark(
  speed: WorkerSpeed,
  record: BenchmarkRecord,
  measured: { overheadSeconds?: number } = {},
): WorkerSpeed {
  const { overheadSeconds } = measured
  return {
    ...speed,
    benchmark: record,
    overheadSeconds:
      overheadSeconds === undefined
        ? speed.overheadSeconds
        : { mean: Math.max(0, overheadSeconds), n: BENCHMARK_WEIGHS },
    batchGain: { ...speed.batchGain, ...gainsOf(record) },
    firstIpm: undefined,
    corrections: {},
    longestRequestSeconds: undefined,
    sizeStepPx: undefined,
    squaredError: NOTHING,
    updatedAt: record.at,
  }
}

/** What it measured of batches, as the cost of an image relative to one alone. */
const gainsOf = ({ ipm, batchIpm = {} }: BenchmarkRecord): WorkerSpeed['batchGain'] =>
  Object.fromEntries(
    Object.entries(batchIpm).map(([size, inBatch]) => [
      size,
      { mean: clampGain(ipm / inBatch), n: BENCHMARK_WEIGHS },
    ]),
  )

/** Its speed was seen, by a benchmark or by a first batch. */
export const isKnown = ({ benchmark, firstIpm }: WorkerSpeed): boolean =>
  benchmark !== null || firstIpm !== undefined

/**
 * A worker nobody has measured, after the first run of it that was timed: `count` images took `computeSeconds`, overhead not included.
 * What was learned before were ratios to a guess.
 */
export function withFirstRun(
  speed: WorkerSpeed,
  run: { params: GenerationParams; count: number; computeSeconds: number; at: number },
): WorkerSpeed {
  const { params, count, computeSeconds, at } = run
  const perImage = computeSeconds / (count * gainCurve(speed.batchGain, 0)(count))
  return { ...speed, firstIpm: (60 / perImage) * workOf(params), corrections: {}, updatedAt: at }
}

/** Speed of a worker for one request. `checkpoint`: what it will use, by canonical name. */
export function estimate(
  speed: WorkerSpeed,
  params: GenerationParams,
  checkpoint: string | null,
): SpeedEstimate {
  const base = 60 / (speed.benchmark?.ipm ?? speed.firstIpm ?? UNMEASURED_IPM)
  const spread = spreadOf(speed)
  return {
    secondsPerImage:
      upscaleSeconds(speed, params) ??
      base * workOf(params) * correctionOf(speed.corrections, correctionKeys(params, checkpoint)),
    overheadSeconds: speed.overheadSeconds.mean,
    batchGain: gainCurve(speed.batchGain, spread),
    spread,
  }
}

/** Relative standard deviation of this worker's predictions: as kept, with a guess that fades as observations come in. */
export function spreadOf(speed: WorkerSpeed): number {
  const { mean, n } = speed.squaredError
  const { weighs } = FIRST_SPREAD
  const relative = isKnown(speed) ? FIRST_SPREAD.relative : UNMEASURED_SPREAD
  return Math.sqrt((mean * n + relative ** 2 * weighs) / (n + weighs))
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
