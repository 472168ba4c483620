import type { GenerationRequest } from '../../../shared/generation.ts'
import { REQUEST_DEFAULTS } from '../../../shared/request-defaults.ts'
import type { GenerationParams } from '../generation.ts'

/** What all images of a request have in common: the request without what says which images there are to be, and when. */
export function baseParams(
  request: GenerationRequest,
  seeds: { readonly seed: number; readonly subseed: number },
): GenerationParams {
  const { images: _images, mode: _mode, stepScaling: _stepScaling, until: _until, ...rest } = request
  const { runOver: _runOver, inputs: _inputs, grid: _grid, prompts: _prompts, ...params } = rest
  const { variants: _variants, ...made } = params
  return { ...made, ...seeds }
}

/** Of a request that says nothing, as of this seed. */
export const defaultParams = (seed: number): GenerationParams =>
  baseParams({ ...REQUEST_DEFAULTS, until: { ...REQUEST_DEFAULTS.until } }, { seed, subseed: seed })

/** The request as one of its runs alone would have been asked for. */
export function requestOfRun(request: GenerationRequest, params: GenerationParams): GenerationRequest {
  const { input, runFirst: _first, runLength: _length, highestSeed: _highest, ...rest } = params
  const { wildcards: _wildcards, drawsVariants: _draws, drawnLengths: _drawn, ...given } = rest
  const { seed: _seed, subseed: _subseed, ...made } = given
  return { ...request, ...made, inputs: input === undefined ? [] : [input], grid: null, prompts: [] }
}
