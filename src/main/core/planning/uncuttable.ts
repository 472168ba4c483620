import { kindOf } from '../../../shared/generation.ts'
import { samplingOf } from '../../../shared/names/sampling.ts'
import { SAMPLER_NAMES } from '../../../shared/names/tables.ts'
import type { Capabilities } from '../../../shared/worker.ts'
import type { GenerationParams } from '../generation.ts'

/**
 * Whether each image must be a request of its own, so that any worker makes the same picture of an index (scheduling.md): a selectable
 * script makes a set of images of its own, and the noise that a masked part is filled with is drawn from the first seeds of a request for
 * all of its images (sdapi.md 8.1).
 */
export const isUncuttable = ({
  script,
  imageToImage,
}: Pick<GenerationParams, 'script' | 'imageToImage'>): boolean =>
  script !== null || (imageToImage?.mask != null && imageToImage.maskContent === 'latent-noise')

/** Samplers that draw noise from a tree of Brownian motion: of one image, or of all of a request at once. */
const BROWNIAN = new Set([
  ...['DPM++ SDE', 'DPM++ 2M SDE', 'DPM++ 2M SDE GPU', 'DPM++ 2M SDE Heun', 'DPM++ 3M SDE'],
])
/** Option of A1111 and its relatives that has such noise drawn for all images of a request at once. */
const FOR_ALL_AT_ONCE = 'no_dpmpp_sde_batch_determinism'

/**
 * Whether a server draws the noise of a sampler for all images of a request at once: then each must be a request of its own there, or a picture
 * would depend on which others it came with. Servers that tell their options and not this one know no other way: A1111 before it was added,
 * SD.Next (sdapi.md 8.1). One that tells none is not suspected.
 */
export function drawsNoiseTogether(
  has: Capabilities | null,
  params: Pick<
    GenerationParams,
    'sampler' | 'scheduler' | 'hires' | 'overrides' | 'upscale' | 'imageToImage'
  >,
): boolean {
  const options = has?.pictureOptions
  if (options === undefined || kindOf(params) === 'upscale') return false
  const { sampler, scheduler, hires, overrides } = params
  const second = kindOf(params) === 'txt2img' ? hires?.sampler : null
  const samplers = [sampler, ...(second ? [second] : [])]
  const brownian = samplers.some((name) =>
    BROWNIAN.has(SAMPLER_NAMES.labelOf(samplingOf(name, scheduler).sampler)),
  )
  if (!brownian) return false
  const own = options[FOR_ALL_AT_ONCE]
  return own === undefined || (overrides[FOR_ALL_AT_ONCE] ?? own) !== false
}
