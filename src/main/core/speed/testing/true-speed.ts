import { DEFAULT_REQUEST } from '../../../../shared/generation.ts'
import type { GenerationParams } from '../../generation.ts'
import { learn } from '../learn.ts'
import { freshSpeed, predictSeconds, withBenchmark } from '../model.ts'
import type { Observation, WorkerSpeed } from '../worker-speed.ts'

/** The benchmark payload, or something near it. */
export const paramsFor = (more: Partial<GenerationParams> = {}): GenerationParams => {
  const { images: _images, mode: _mode, stepScaling: _scaling, ...request } = DEFAULT_REQUEST
  return { ...request, checkpoint: 'common', seed: 1, subseed: 1, ...more }
}

/** A worker that was measured at so many images per minute. */
export const benchmarked = (
  ipm: number,
  { gainAt4, ...measured }: { overheadSeconds?: number; gainAt4?: number } = {},
): WorkerSpeed =>
  withBenchmark(
    freshSpeed(),
    {
      ...{ ipm, minIpm: ipm, maxIpm: ipm, at: 1, checkpoint: 'common', version: null },
      ...(gainAt4 === undefined ? {} : { batchIpm: { 4: ipm / gainAt4 } }),
    },
    measured,
  )

/** What a batch taught; a fair one that nothing waited for, unless told otherwise. */
export const observed = (seconds: number, more: Partial<Observation> = {}): Observation => ({
  params: paramsFor(),
  checkpoint: 'common',
  count: 1,
  seconds,
  predictedSeconds: seconds,
  loadSeconds: null,
  waited: false,
  tainted: false,
  at: 2,
  ...more,
})

/** Seconds of a batch of so many on a machine as it really is. */
export interface Truth {
  readonly secondsPerImage: number
  readonly overheadSeconds: number
  gain(b: number): number
}

/** Works through batches of these sizes, every second one behind another; answers what is known afterwards. */
export function trained(
  speed: WorkerSpeed,
  truth: Truth,
  counts: readonly number[],
  noise: () => number = () => 1,
): WorkerSpeed {
  return counts.reduce((known, count, nth) => {
    const compute = count * truth.secondsPerImage * truth.gain(count) * noise()
    const waited = nth % 2 === 1
    // A request that waited is timed from when the one before it left the lock, as far as that is known.
    const overhead = waited ? known.overheadSeconds.mean : truth.overheadSeconds
    return learn(known, observed(compute + overhead, { count, waited }))
  }, speed)
}

/** Largest relative error of the predictions for batches of these sizes. */
export function worstError(speed: WorkerSpeed, truth: Truth, counts: readonly number[]): number {
  return Math.max(
    ...counts.map((count) => {
      const real = truth.overheadSeconds + count * truth.secondsPerImage * truth.gain(count)
      return Math.abs(predictSeconds(speed, paramsFor(), count, 'common') / real - 1)
    }),
  )
}
