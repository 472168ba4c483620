import { controlUnits } from '../../../shared/control-units.ts'
import type { Size } from '../../../shared/picture-size.ts'
import type { FieldsWith } from '../../../shared/request-fields.ts'
import type { GenerationParams } from '../generation.ts'
import { hiresSize, sampledSize } from '../image-size.ts'
import { samplerCost } from './sampler-cost.ts'
import { upscaleWork } from './upscale-cost.ts'

/** The benchmark payload: 512x512, 20 steps, Euler a. Its work is 1. */
const BENCHMARK_PX = 512 * 512
const BENCHMARK_STEPS = 20
/** Attention grows faster than pixels above the benchmark's size. */
const EXPONENT_ABOVE = 1.15
/** Share of the benchmark's time that is VAE decoding: per pixel, whatever the steps. Encoding an input costs the same. */
const VAE_SHARE = 0.04
/** Each step with a unit of ControlNet costs so many without, until it was timed. */
const CONTROL_UNIT = 1.3
/** The strength at which img2img still leaves out a step (sdapi.md 1.2). */
const MOST_STRENGTH = 0.999

/** Fields that images from nothing do without. */
type FromOthers = 'imageToImage' | 'upscale'
type Workload = Pick<GenerationParams, Exclude<FieldsWith<'costs', true>, FromOthers>> &
  Partial<Pick<GenerationParams, FromOthers | 'input' | 'extra'>>

const sizeFactor = (pixels: number) => {
  const ratio = pixels / BENCHMARK_PX
  return ratio <= 1 ? ratio : ratio ** EXPONENT_ABOVE
}

/** What was computed, by request and steps: a fleet's plan asks for the same again for each machine, batch and look. */
const computed = new WeakMap<Workload, Map<number, number>>()

/** Steps that are run of those asked for, where images are made from others. */
export const stepsFrom = (steps: number, denoisingStrength: number): number =>
  Math.floor(Math.min(denoisingStrength, MOST_STRENGTH) * steps) + 1

/** Work of encoding a picture of so many px, or of decoding it. */
export const vaeWork = (pixels: number): number => (VAE_SHARE * pixels) / BENCHMARK_PX

/**
 * Work of one image relative to the benchmark payload: steps/20 x sampler x (pixels/262144)^a, a = 1 below 512x512 and
 * 1.15 above; the hires pass at its own size with all of its steps, whatever its strength (0 steps: as the first pass; sdapi.md 1.2);
 * plus VAE decoding per pixel. An image that is made from another one runs a part of its steps and encodes its input; "only masked" works
 * at the size that is asked for. `steps` replaces the request's, for step scaling. It is computed once for an object, which is not to change.
 */
export function workOf(params: Workload, steps: number = params.steps): number {
  const ofRequest = computed.get(params) ?? new Map<number, number>()
  const known = ofRequest.get(steps)
  if (known !== undefined) return known
  const work = computeWork(params, steps)
  computed.set(params, ofRequest.set(steps, work))
  return work
}

function computeWork(params: Workload, steps: number): number {
  const { hires, sampler, scheduler, imageToImage = null, upscale = null } = params
  if (upscale !== null) return upscaleWork(upscale, params)
  const control = CONTROL_UNIT ** controlUnits(params.extra ?? {}).length
  const pass = ({ width, height }: Size, passSteps: number, cost: number) =>
    (1 - VAE_SHARE) * passSteps * (cost / BENCHMARK_STEPS) * control * sizeFactor(width * height) +
    vaeWork(width * height)
  const own = samplerCost(sampler, scheduler)
  const size = sampledSize(params)
  if (imageToImage !== null)
    return (
      pass(size, stepsFrom(steps, imageToImage.denoisingStrength), own) + vaeWork(size.width * size.height)
    )
  const second = hiresSize(params)
  if (hires === null || second === null) return pass(size, steps, own)
  const cost = samplerCost(hires.sampler ?? sampler, hires.scheduler ?? scheduler)
  return pass(size, steps, own) + pass(second, hires.steps === 0 ? steps : hires.steps, cost)
}
