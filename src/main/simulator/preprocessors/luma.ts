import type { Pixels } from '../picture/paint.ts'

/** Brightness of each pixel, 0..255, row by row. */
export function lumaOf({ width, height, rgb }: Pixels): Float32Array {
  const luma = new Float32Array(width * height)
  for (let at = 0; at < luma.length; at++)
    luma[at] = 0.299 * (rgb[at * 3] ?? 0) + 0.587 * (rgb[at * 3 + 1] ?? 0) + 0.114 * (rgb[at * 3 + 2] ?? 0)
  return luma
}

/** A grey picture of values 0..255. */
export function greyPixels(width: number, height: number, values: ArrayLike<number>): Pixels {
  const rgb = Buffer.allocUnsafe(width * height * 3)
  for (let at = 0; at < width * height; at++) {
    const value = Math.max(0, Math.min(255, Math.round(values[at] ?? 0)))
    rgb.fill(value, at * 3, at * 3 + 3)
  }
  return { width, height, rgb }
}
