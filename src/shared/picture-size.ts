import type { Upscale } from './generation.ts'

/** px */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Latents are an eighth of a picture on each side; servers round down what does not fit. */
export const LATENT_CELL_PX = 8

/** A side in multiples of 8 px, one at least. */
export const inCells = (px: number, round: (cells: number) => number): number =>
  Math.max(1, round(px / LATENT_CELL_PX)) * LATENT_CELL_PX

type Wished = Pick<Upscale, 'upscaler' | 'scale' | 'width' | 'height' | 'crop'>

/**
 * The size of a picture that is made larger, in multiples of 8 px as servers round it down, or exactly as wished where it is cut to a
 * size; without an upscaler as it was.
 */
export function upscaledSize({ upscaler, width, height, scale, crop }: Wished, input: Size): Size {
  // Without an upscaler only faces are restored.
  if (/^none$/i.test(upscaler)) return { width: input.width, height: input.height }
  const sides = width === null || height === null ? null : { width, height }
  if (sides !== null && crop) return sides
  const factor = sides === null ? scale : Math.max(sides.width / input.width, sides.height / input.height)
  // What a product of fractions lacks to a whole pixel is no pixel less.
  const side = (px: number) => inCells(px * factor + 1e-6, Math.floor)
  return { width: side(input.width), height: side(input.height) }
}
