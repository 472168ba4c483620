import { MaskContent } from '../../../shared/generation.ts'
import type { BatchRequest } from '../../core/generation.ts'
import { sampledSize } from '../../core/image-size.ts'
import { InputBytes } from './input-bytes.ts'
import type { ServerFacts } from './server-facts.ts'

/**
 * The fields of img2img beside those of txt2img (sdapi.md 2.1); none where images are made from nothing. Whatever concerns the mask is sent
 * with one only: servers have other defaults for it than their panels.
 */
export function imageToImageFields(
  { params }: BatchRequest,
  { resizeModes }: Pick<ServerFacts, 'resizeModes'>,
): Record<string, unknown> {
  const { imageToImage: how, input } = params
  if (how === null) return {}
  const { width, height } = sampledSize(params)
  return {
    ...{ width, height },
    init_images: input === undefined ? [] : [new InputBytes(input.id)],
    include_init_images: false,
    denoising_strength: how.denoisingStrength,
    resize_mode: resizeModes[how.resizeMode],
    ...(how.mask === null
      ? {}
      : {
          mask: new InputBytes(how.mask.id),
          mask_blur: how.maskBlur,
          mask_round: !how.softMask,
          inpainting_fill: MaskContent.options.indexOf(how.maskContent),
          inpaint_full_res: how.onlyMasked,
          inpaint_full_res_padding: how.padding,
          // Not every server takes a boolean here.
          inpainting_mask_invert: how.invertMask ? 1 : 0,
        }),
  }
}
