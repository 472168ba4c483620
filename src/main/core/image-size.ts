import type { InputPicture } from '../../shared/input-picture.ts'
import { inCells, type Size, upscaledSize } from '../../shared/picture-size.ts'
import type { GenerationParams } from './generation.ts'

/** What sizes follow from; fields that images from nothing do without may be absent. */
export type Sized = Pick<GenerationParams, 'width' | 'height' | 'hires'> &
  Partial<Pick<GenerationParams, 'imageToImage' | 'upscale'>> & { readonly input?: InputPicture | undefined }

/** The size a server is asked to sample at: the request's, or its input's in multiples of 8 px (`ownSize`). */
export function sampledSize({ width, height, imageToImage, input }: Omit<Sized, 'hires'>): Size {
  if (!imageToImage?.ownSize || input === undefined) return { width, height }
  return { width: inCells(input.width, Math.round), height: inCells(input.height, Math.round) }
}

/**
 * The size of the second pass: by its scale, or by the sides it names, of which a missing one follows from the other. Null: there is none,
 * as for images that are made from others.
 */
export function hiresSize({ width, height, hires, imageToImage }: Sized): Size | null {
  if (hires === null || imageToImage != null) return null
  const [x, y] = [hires.width ?? 0, hires.height ?? 0]
  if (x === 0 && y === 0) return { width: width * hires.scale, height: height * hires.scale }
  return { width: x === 0 ? (y * width) / height : x, height: y === 0 ? (x * height) / width : y }
}

/** The size of the pictures of an answer, as asked for; null: that cannot be told. Second passes are rounded down to 8 px by the server. */
export function imageSize(params: Sized): Size | null {
  if (params.upscale != null)
    return params.input === undefined ? null : upscaledSize(params.upscale, params.input)
  const masked = params.imageToImage?.onlyMasked === true && params.imageToImage.mask !== null
  // The masked part is put back into the input.
  if (masked) return params.input === undefined ? null : sizeOf(params.input)
  return hiresSize(params) ?? sampledSize(params)
}

/**
 * Sizes that the pictures of an answer may have, the one that is asked for first; none: nothing can be said of it. A blank mask is none, so
 * that "only masked" comes back in the size it was made at.
 */
export function possibleSizes(params: Sized): readonly Size[] {
  const size = imageSize(params)
  if (size === null) return []
  return params.imageToImage?.onlyMasked ? [size, sampledSize(params)] : [size]
}

/** Pixels of one image at its largest: what its time and its memory go by. */
export function largestPixels(params: Sized): number {
  const size = params.upscale != null ? imageSize(params) : hiresSize(params)
  const { width, height } = size ?? sampledSize(params)
  return width * height
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height })
