import type { Pixels } from '../picture/paint.ts'
import { greyPixels, lumaOf } from './luma.ts'

/** How steep brightness must rise, on the scale of OpenCV's Canny: an edge reaches `high` somewhere and stays above `low`. */
export interface EdgeLimits {
  readonly low: number
  readonly high: number
}

/** Outlines, one px wide, white on black. Canny's method: slopes, their ridges, and what hangs together with a steep one. */
export function edgesOf(picture: Pixels, { low, high }: EdgeLimits): Pixels {
  const { width, height } = picture
  const ridges = ridgesOf(slopesOf(lumaOf(picture), width, height), width, height)
  const found = new Uint8Array(width * height)
  const open: number[] = []
  ridges.forEach((slope, at) => {
    if (slope >= Math.max(1, high)) open.push(at)
  })
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found[at]) continue
    found[at] = 255
    for (const dy of [-width, 0, width])
      for (const dx of [-1, 0, 1])
        if ((ridges[at + dy + dx] ?? 0) >= Math.max(1, low)) open.push(at + dy + dx)
  }
  return greyPixels(width, height, found)
}

interface Slopes {
  readonly across: Float32Array
  readonly down: Float32Array
}

/** Sobel's differences; none at the rim. */
function slopesOf(luma: Float32Array, width: number, height: number): Slopes {
  const across = new Float32Array(width * height)
  const down = new Float32Array(width * height)
  const of = (at: number) => luma[at] ?? 0
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const [above, below] = [at - width, at + width]
      across[at] =
        of(above + 1) + 2 * of(at + 1) + of(below + 1) - of(above - 1) - 2 * of(at - 1) - of(below - 1)
      down[at] = of(below - 1) + 2 * of(below) + of(below + 1) - of(above - 1) - 2 * of(above) - of(above + 1)
    }
  return { across, down }
}

/** Steepness where it is greatest along its own direction, else 0. */
function ridgesOf({ across, down }: Slopes, width: number, height: number): Float32Array {
  const ridges = new Float32Array(width * height)
  const steep = (at: number) => Math.abs(across[at] ?? 0) + Math.abs(down[at] ?? 0)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const [dx, dy] = [across[at] ?? 0, down[at] ?? 0]
      const step =
        Math.abs(dx) > 2.4 * Math.abs(dy)
          ? 1
          : Math.abs(dy) > 2.4 * Math.abs(dx)
            ? width
            : dx * dy > 0
              ? width + 1
              : width - 1
      const slope = steep(at)
      if (slope > steep(at - step) && slope >= steep(at + step)) ridges[at] = slope
    }
  return ridges
}
