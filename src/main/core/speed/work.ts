import type { FieldsWith } from '../../../shared/request-fields.ts'
import type { GenerationParams } from '../generation.ts'
import { samplerCost } from './sampler-cost.ts'

/** The benchmark payload: 512x512, 20 steps, Euler a. Its work is 1. */
const BENCHMARK_PX = 512 * 512
const BENCHMARK_STEPS = 20
/** Attention grows faster than pixels above the benchmark's size. */
const EXPONENT_ABOVE = 1.15
/** Share of the benchmark's time that is VAE decoding: per pixel, whatever the steps. */
const VAE_SHARE = 0.04

/** Fields that images from nothing do without. */
type FromOthers = 'imageToImage' | 'upscale'
type Workload = Pick<GenerationParams, Exclude<FieldsWith<'costs', true>, FromOthers>> &
  Partial<Pick<GenerationParams, FromOthers | 'input'>>

const sizeFactor = (pixels: number) => {
  const ratio = pixels / BENCHMARK_PX
  return ratio <= 1 ? ratio : ratio ** EXPONENT_ABOVE
}

/**
 * Work of one image relative to the benchmark payload: steps/20 x sampler x (pixels/262144)^a, a = 1 below 512x512 and
 * 1.15 above; the hires pass at its own size with all of its steps, whatever its strength (0 steps: as the first pass; sdapi.md 1.2);
 * plus VAE decoding per pixel. `steps` replaces the request's, for step scaling.
 */
export function workOf(params: Workload, steps: number = params.steps): number {
  const perStep = samplerCost(params.sampler, params.scheduler) / BENCHMARK_STEPS
  const pass = (pixels: number, passSteps: number) =>
    (1 - VAE_SHARE) * passSteps * perStep * sizeFactor(pixels) + (VAE_SHARE * pixels) / BENCHMARK_PX
  const pixels = params.width * params.height
  const first = pass(pixels, steps)
  if (params.hires === null) return first
  const { scale, steps: hiresSteps } = params.hires
  return first + pass(pixels * scale * scale, hiresSteps === 0 ? steps : hiresSteps)
}
