import { megapixels } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'

const SMALL = 512 * 512
const MIDDLE = 768 * 768
const LARGE = 1024 * 1024

/** Pixels that cards of common memory sizes hold in one request, smallest first. */
export const CAP_PRESETS: readonly number[] = [
  SMALL,
  2 * SMALL,
  MIDDLE,
  4 * SMALL,
  8 * SMALL,
  4 * LARGE,
  8 * LARGE,
]

/** A cap in words: as pictures where it is a preset, else the plain number. */
export function capWords(pixels: number): string {
  if (!CAP_PRESETS.includes(pixels)) return megapixels(pixels)
  if (pixels === MIDDLE) return say('workers.limits.images-of', { count: 1, side: 768 })
  if (pixels < LARGE) return say('workers.limits.images-of', { count: pixels / SMALL, side: 512 })
  const [small, large] = [pixels / SMALL, pixels / LARGE]
  return large <= 2
    ? say('workers.limits.images-of-two-sizes', { small, large })
    : say('workers.limits.images-of', { count: large, side: 1024 })
}

/** How many images of a size a cap lets into one request. */
export const imagesUnder = (cap: number, side: number): number => Math.floor(cap / (side * side))
