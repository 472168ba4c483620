import { ImageIndex, type TaskId } from '../../../shared/ids.ts'
import type { BenchmarkPayload } from '../../../shared/settings.ts'
import type { BatchRequest, GenerationParams, SentNames } from '../../core/generation.ts'
import { defaultParams } from '../../core/runs/base-params.ts'

/** Any seed will do; the same ones each time, so that two benchmarks draw the same pictures. */
const SEED = 1

/** The benchmark's payload as the parameters of a generation. */
export function benchmarkParams(payload: BenchmarkPayload): GenerationParams {
  const { prompt, negativePrompt, sampler, steps, cfgScale, width, height } = payload
  return {
    ...defaultParams(SEED),
    ...{ prompt, negativePrompt, sampler, scheduler: 'Automatic', steps, cfgScale, width, height },
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
