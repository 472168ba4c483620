import type { BenchmarkRecord } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'

/** An exponentially weighted mean and how many observations stand behind it. */
export interface LearnedMean {
  readonly mean: number
  readonly n: number
}

/** How many images at once a worker's memory was seen to hold and not to hold. */
export interface KnownMemory {
  /** largest batch to send */
  readonly most: number
  /** largest batch that went well; 0: none yet */
  readonly good: number
}

/** All that is known about one worker's speed; a plain value, saved with the worker (scheduling.md section 2). */
export interface WorkerSpeed {
  /** null: never measured */
  readonly benchmark: BenchmarkRecord | null
  /** images per minute at the benchmark payload as the first batch of a job showed; absent: there was none, or it was measured since */
  readonly firstIpm?: number | undefined
  /** per-request seconds: network, encode */
  readonly overheadSeconds: LearnedMean
  /** seconds to load a checkpoint */
  readonly loadSeconds: LearnedMean
  /** batch size -> cost of an image relative to batch size 1 (<= 1) */
  readonly batchGain: Readonly<Record<number, LearnedMean>>
  /** observed/predicted; keys '' (worker), 'checkpoint:…', 'checkpoint:…|sampler|schedule|size bucket|features', and 'outlier' */
  readonly corrections: Readonly<Record<string, LearnedMean>>
  /** seconds per megapixel that comes out, by upscaler (`upscaleKey`); absent: nothing was made larger there */
  readonly upscaling?: Readonly<Record<string, LearnedMean>> | undefined
  /** by checkpoint and pixels (dispatch/memory-limits.ts, `memoryKey`); absent: nothing was ever too large */
  readonly memory?: Readonly<Record<string, KnownMemory>> | undefined
  /** age at which requests to it end, as long as it was seen (dispatch/time-limits.ts); absent: none is known */
  readonly longestRequestSeconds?: number | undefined
  /** its sizes are multiples of this, as its answers showed; absent: none was ever another than asked */
  readonly sizeStepPx?: number | undefined
  /** mean squared relative error of the predictions, for the spread of an ETA */
  readonly squaredError: LearnedMean
  /** epoch ms of the last change */
  readonly updatedAt: number | null
}

/** What one finished batch taught. Times in seconds of fleet time. */
export interface Observation {
  readonly params: GenerationParams
  readonly checkpoint: string | null
  readonly count: number
  readonly seconds: number
  /** what was predicted when it was sent */
  readonly predictedSeconds: number
  /** seconds of this batch that went into loading a checkpoint; null: none was loaded */
  readonly loadSeconds: number | null
  /** seconds of it after that load, as its progress showed; absent: nobody saw it end, or there was none */
  readonly sinceLoadSeconds?: number
  /** it waited behind another request, whose answer's overhead it hid; absent: not known, then it tells nothing of overheads */
  readonly waited?: boolean
  /** interrupted, retried or otherwise not a fair measurement: recorded, not learned from */
  readonly tainted: boolean
  /** epoch ms */
  readonly at: number
}
