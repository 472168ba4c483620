import type { GenerationRequest, ImageToImage } from '../../shared/generation.ts'
import type { InputId, InputPicture } from '../../shared/input-picture.ts'
import { LIMITS } from '../../shared/limits.ts'
import { withOwnMask } from '../../shared/own-masks.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../shared/request-defaults.ts'

/** How images are made from pictures where nobody says otherwise: sdwui's own defaults, but for the shape, which is kept, and more of the picture. */
export const FIRST_IMAGE_TO_IMAGE: ImageToImage = {
  ...IMAGE_TO_IMAGE_DEFAULTS,
  denoisingStrength: 0.6,
  resizeMode: 'crop',
}

type Form = Pick<GenerationRequest, 'inputs' | 'imageToImage'>

/**
 * The form with another picture to start from, behind the others; one that is among them already stays where it is. `first`: how images are
 * made from it where nobody said so yet.
 */
export function withInput(
  { inputs, imageToImage }: Form,
  picture: InputPicture,
  first: ImageToImage = FIRST_IMAGE_TO_IMAGE,
): Form {
  const known = inputs.some(({ id }) => id === picture.id) || inputs.length >= LIMITS.images.max
  return {
    inputs: known ? inputs : [...inputs, picture],
    imageToImage: imageToImage ?? first,
  }
}

/** The form without one of its pictures; without the last one, images are made from the prompt alone again. */
export function withoutInput({ inputs, imageToImage }: Form, id: InputId): Form {
  const left = inputs.filter((each) => each.id !== id)
  return {
    inputs: left,
    imageToImage: left.length === 0 ? null : imageToImage && withOwnMask(imageToImage, id, null),
  }
}
