import type { ImageToImage, Upscale } from '../../../../shared/generation.ts'
import { InputId, type InputPicture } from '../../../../shared/input-picture.ts'

/** A picture of that size, px. */
export const inputOf = (width: number, height: number): InputPicture => ({
  ...{ id: InputId.parse('0'.repeat(64)), name: 'input.png', width, height },
})

export const IMAGE_TO_IMAGE: ImageToImage = {
  ...{ denoisingStrength: 0.5, resizeMode: 'stretch', ownSize: false, mask: null, maskBlur: 0 },
  ...{ softMask: false, maskContent: 'original', invertMask: false, onlyMasked: false, padding: 32 },
}

/** Twice as large. */
export const UPSCALE: Upscale = {
  ...{ upscaler: 'R-ESRGAN 4x+', scale: 2, width: null, height: null, crop: true, secondUpscaler: null },
  ...{ secondVisibility: 0, gfpganVisibility: 0, codeformerVisibility: 0, codeformerWeight: 0 },
  upscaleFirst: false,
}
