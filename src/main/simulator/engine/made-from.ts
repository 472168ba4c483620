import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import { pythonError } from '../../sdwui/protocol/server-error.ts'
import type { Pixels } from '../picture/paint.ts'
import {
  averageOutside,
  type Box,
  blurred,
  boxOf,
  cut,
  type Fit,
  flat,
  type Grey,
  inverted,
  masked,
  mixed,
  pasted,
  resized,
  resizedMask,
  widened,
} from '../picture/raster.ts'
import type { DecodedInputs } from './init-images.ts'

/** What images of an order are made from. */
export interface MadeFrom {
  /** what comes of pixels drawn for the image at that place of its batch */
  of(drawn: Pixels, place: number): Pixels | Promise<Pixels>
  /** the mask that was used, as a picture; null: none was */
  readonly mask: Pixels | null
}

/** resize_mode of a request; the latent one stretches, too. */
const FITS: readonly Fit[] = ['stretch', 'crop', 'fill', 'stretch']

/**
 * Prepares the inputs of an img2img order (modules/processing.py, StableDiffusionProcessingImg2Img.init): an image is its init image and
 * what its seed draws, mixed by the strength, so that it tells which input reached whom. Throws what the job fails with.
 */
export async function madeFrom(order: GenerationOrder, inputs: DecodedInputs): Promise<MadeFrom> {
  const { parameters } = order
  const mask = inputs.mask === null ? null : await markedBy(inputs.mask, parameters)
  if (mask === null || parameters.inpaint_full_res === false) return wholePicture(order, inputs.images, mask)
  const box = boxOf(mask)
  // A blank mask falls back to plain img2img.
  return box === null ? wholePicture(order, inputs.images, null) : maskedPart(order, inputs.images, mask, box)
}

async function wholePicture(
  order: GenerationOrder,
  images: readonly Pixels[],
  mask: Grey | null,
): Promise<MadeFrom> {
  const { width, height, parameters } = order
  const fit = FITS[Number(parameters.resize_mode ?? 0)] ?? 'stretch'
  const marked = mask === null ? null : await resizedMask(mask, { width, height }, fit)
  const bases = await Promise.all(
    images.map(async (image) => {
      const under = await resized(image, { width, height }, fit)
      return { under, from: filled(under, marked, Number(parameters.inpainting_fill)) }
    }),
  )
  return {
    mask: marked === null ? null : asPicture(marked),
    of: (drawn, place) => {
      const base = bases[place % bases.length]
      if (base === undefined) return drawn
      const made = mixed(base.from, drawn, order.denoisingStrength ?? 1)
      return marked === null ? made : masked(base.under, made, marked)
    },
  }
}

/** Only the masked part is made, at the size that is asked for, and put back: what comes has the size of the input. */
async function maskedPart(
  order: GenerationOrder,
  images: readonly Pixels[],
  mask: Grey,
  marked: Box,
): Promise<MadeFrom> {
  const { width, height, parameters } = order
  const parts = await Promise.all(
    images.map(async (image) => {
      if (image.width !== mask.width || image.height !== mask.height)
        throw pythonError('ValueError', 'images do not match')
      const padding = Number(parameters.inpaint_full_res_padding ?? 0)
      const box = widened(marked, padding, { width, height }, image)
      const base = cut(filled(image, mask, Number(parameters.inpainting_fill)), box)
      return { image, box, from: await resized(base, { width, height }, 'fill') }
    }),
  )
  return {
    mask: asPicture(mask),
    of: async (drawn, place) => {
      const part = parts[place % parts.length]
      if (part === undefined) return drawn
      const made = await resized(mixed(part.from, drawn, order.denoisingStrength ?? 1), part.box, 'stretch')
      return masked(part.image, pasted(part.image, made, part.box), mask)
    },
  }
}

/** A mask as the request has it used: turned about, its edges faded. */
function markedBy(mask: Grey, parameters: GenerationOrder['parameters']): Promise<Grey> {
  const blur = Number(parameters.mask_blur ?? parameters.mask_blur_x ?? 4)
  return blurred(parameters.inpainting_mask_invert === 1 ? inverted(mask) : mask, blur)
}

/** What a masked part is begun with: 0 the colours around it, 1 itself, 2 noise, 3 nothing; of the last two the average is grey. */
function filled(picture: Pixels, mask: Grey | null, how: number): Pixels {
  if (mask === null || how === 1) return picture
  const colour = how === 0 ? averageOutside(picture, mask) : ([128, 128, 128] as const)
  return masked(picture, flat(picture, colour), mask)
}

function asPicture({ width, height, values }: Grey): Pixels {
  const rgb = Buffer.alloc(values.length * 3)
  values.forEach((value, at) => {
    rgb.fill(value, at * 3, at * 3 + 3)
  })
  return { width, height, rgb }
}
