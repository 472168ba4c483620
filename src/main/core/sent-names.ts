import { samplingOn, upscalerOn } from '../../shared/names/on-server.ts'
import type { Capabilities } from '../../shared/worker.ts'
import type { GenerationParams, SentNames } from './generation.ts'

type Asked = Pick<GenerationParams, 'sampler' | 'scheduler' | 'hires'>

/**
 * What a request for these parameters must call things on this worker: servers want their own spelling, and some have the schedule in
 * the sampler's name (sdapi.md 2.2, 12). What it lacks goes as it was asked.
 */
export function sentNames(
  capabilities: Capabilities | null,
  { sampler, scheduler, hires }: Asked,
): SentNames {
  const upscaler = hires?.upscaler ?? null
  if (capabilities === null) return { sampler, scheduler, upscaler, lists: null }
  const sampling = samplingOn(capabilities, sampler, scheduler)
  return {
    ...('lacks' in sampling
      ? { sampler, scheduler }
      : { sampler: sampling.sampler, scheduler: sampling.schedule }),
    upscaler: upscaler === null ? null : (upscalerOn(capabilities, upscaler) ?? upscaler),
    lists: capabilities,
  }
}
