import { ImageIndex, type TaskId } from '../../../shared/ids.ts'
import type { BenchmarkPayload } from '../../../shared/settings.ts'
import type { BatchRequest, GenerationParams, SentNames } from '../../core/generation.ts'

/** Any seed will do; the same ones each time, so that two benchmarks draw the same pictures. */
const SEED = 1

/** The benchmark's payload as the parameters of a generation. */
export function benchmarkParams(payload: BenchmarkPayload): GenerationParams {
  const { prompt, negativePrompt, sampler, steps, cfgScale, width, height } = payload
  return {
    prompt,
    negativePrompt,
    checkpoint: null,
    vae: null,
    sampler,
    scheduler: 'Automatic',
    steps,
    cfgScale,
    width,
    height,
    seed: SEED,
    subseed: SEED,
    subseedStrength: 0,
    clipSkip: 1,
    hires: null,
    extra: {},
  }
}

/** One run of it: whatever checkpoint is loaded, nothing saved on the worker. */
export const benchmarkRequest = (
  params: GenerationParams,
  taskId: TaskId,
  count: number,
  names?: SentNames,
): BatchRequest => ({
  taskId,
  params,
  ...(names === undefined ? {} : { names }),
  firstIndex: ImageIndex.parse(0),
  count,
  seed: SEED,
  subseed: SEED,
  checkpoint: null,
  saveOnWorker: false,
})
