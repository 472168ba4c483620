import { boundsOf, clipTo, type Plane, type Rect } from '../../../inputs/mask/plane.ts'

/** Standard deviation, px, of the Gaussian for a soft edge that is `radius` px wide on each side. */
export const sigmaOf = (radius: number): number => radius / 2

/** Passes of equal weights that come close enough to a Gaussian: the difference is below what 8 bits can hold. */
const PASSES = 3

/** Px that softening by a radius may change; null: nothing is painted. */
export function featherRect(plane: Plane, radius: number): Rect | null {
  const bounds = boundsOf(plane)
  const reach = reachesOf(sigmaOf(radius)).reduce((sum, each) => sum + each, 0) + 1
  return (
    bounds &&
    clipTo(plane, {
      left: bounds.left - reach,
      top: bounds.top - reach,
      right: bounds.right + reach,
      bottom: bounds.bottom + reach,
    })
  )
}

/**
 * Softens a mask by a Gaussian, as three passes of equal weights (Kovesi, "Fast almost-Gaussian filtering"). What is painted up to the edge of the
 * picture stays so.
 */
export function feather(plane: Plane, radius: number): void {
  const rect = featherRect(plane, radius)
  if (rect === null || radius <= 0) return
  const [width, height] = [rect.right - rect.left, rect.bottom - rect.top]
  const place = (y: number) => (rect.top + y) * plane.width + rect.left
  const source = new Uint8Array(width * height)
  const target = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) source.set(plane.values.subarray(place(y), place(y) + width), y * width)
  for (const reach of reachesOf(sigmaOf(radius))) {
    if (reach === 0) continue
    alongRows(source, target, { width, height, reach })
    alongColumns(target, source, { width, height, reach })
  }
  for (let y = 0; y < height; y++) plane.values.set(source.subarray(y * width, (y + 1) * width), place(y))
}

/** How far each pass looks to either side, px. */
function reachesOf(sigma: number): readonly number[] {
  const ideal = Math.sqrt((12 * sigma * sigma) / PASSES + 1)
  const small = Math.floor(ideal) % 2 === 0 ? Math.floor(ideal) - 1 : Math.floor(ideal)
  const ofSmall = Math.round(
    (12 * sigma * sigma - PASSES * small * small - 4 * PASSES * small - 3 * PASSES) / (-4 * small - 4),
  )
  return Array.from({ length: PASSES }, (_, pass) => ((pass < ofSmall ? small : small + 2) - 1) / 2)
}

interface Pass {
  readonly width: number
  readonly height: number
  readonly reach: number
}

function alongRows(source: Uint8Array, target: Uint8Array, { width, height, reach }: Pass): void {
  const size = 2 * reach + 1
  const last = width - 1
  for (let y = 0; y < height; y++) {
    const row = y * width
    let sum = size >> 1
    for (let x = -reach; x <= reach; x++) sum += source[row + Math.min(last, Math.max(0, x))] ?? 0
    for (let x = 0; x < width; x++) {
      target[row + x] = sum / size
      sum += (source[row + Math.min(last, x + reach + 1)] ?? 0) - (source[row + Math.max(0, x - reach)] ?? 0)
    }
  }
}

/** Row by row with a sum for each column: column by column, every px would come from elsewhere in the memory. */
function alongColumns(source: Uint8Array, target: Uint8Array, { width, height, reach }: Pass): void {
  const size = 2 * reach + 1
  const last = height - 1
  const sums = new Uint32Array(width).fill(size >> 1)
  for (let y = -reach; y <= reach; y++) {
    const row = Math.min(last, Math.max(0, y)) * width
    for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (source[row + x] ?? 0)
  }
  for (let y = 0; y < height; y++) {
    const row = y * width
    const coming = Math.min(last, y + reach + 1) * width
    const going = Math.max(0, y - reach) * width
    for (let x = 0; x < width; x++) {
      const sum = sums[x] ?? 0
      target[row + x] = sum / size
      sums[x] = sum + (source[coming + x] ?? 0) - (source[going + x] ?? 0)
    }
  }
}

/** Whether edges of a mask are softer than the ones that keep them from being stairs. */
export function isSoft({ width, height, values }: Plane): boolean {
  const between = (at: number) => values[at] !== 0 && values[at] !== 255
  for (let y = 2; y < height - 2; y++) {
    for (let at = y * width + 2; at < (y + 1) * width - 2; at++) {
      if (
        between(at) &&
        between(at - 2) &&
        between(at + 2) &&
        between(at - 2 * width) &&
        between(at + 2 * width)
      )
        return true
    }
  }
  return false
}
