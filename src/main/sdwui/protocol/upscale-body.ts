import type { Upscale } from '../../../shared/generation.ts'
import type { BatchRequest } from '../../core/generation.ts'
import { fieldsWithInputs, InputBytes } from './input-bytes.ts'

/** What extras do with a size: by a factor, or to given sides. */
const RESIZE_MODE = { factor: 0, sides: 1 }

/** The body of extra-single-image (sdapi.md 1.1): one picture made larger. */
export function upscaleBody(request: BatchRequest, upscale: Upscale): Record<string, unknown> {
  const { params, names } = request
  const { width, height } = upscale
  return {
    ...fieldsWithInputs(params.extra),
    ...(params.input === undefined ? {} : { image: new InputBytes(params.input.id) }),
    ...(width === null || height === null
      ? { resize_mode: RESIZE_MODE.factor, upscaling_resize: upscale.scale }
      : { resize_mode: RESIZE_MODE.sides, upscaling_resize_w: width, upscaling_resize_h: height }),
    upscaling_crop: upscale.crop,
    upscaler_1: names?.upscaler ?? upscale.upscaler,
    upscaler_2: upscale.secondUpscaler ?? 'None',
    extras_upscaler_2_visibility: upscale.secondUpscaler === null ? 0 : upscale.secondVisibility,
    gfpgan_visibility: upscale.gfpganVisibility,
    codeformer_visibility: upscale.codeformerVisibility,
    codeformer_weight: upscale.codeformerWeight,
    upscale_first: upscale.upscaleFirst,
  }
}
