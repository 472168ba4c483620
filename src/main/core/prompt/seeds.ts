import { type GenerationRequest, mostImages } from '../../../shared/generation.ts'
import { LIMITS } from '../../../shared/limits.ts'
import type { Random } from '../ports.ts'

/**
 * Some servers read a seed as a signed 32-bit integer (sdapi.md 12). Drawn seeds stay so far below 2^31 that no image of their job passes
 * it, bonus images included.
 */
const DRAWN_BELOW = 2 ** 31 - 1_000_000

/** -1 resolved once, uniform below 2^31 less a margin, before anything is dealt out, so that any worker can make any index. */
export function resolveSeeds(
  request: Pick<GenerationRequest, 'seed' | 'subseed'>,
  random: Random,
): { seed: number; subseed: number } {
  const draw = () => Math.floor(random() * DRAWN_BELOW)
  return {
    seed: request.seed === -1 ? draw() : request.seed,
    subseed: request.subseed === -1 ? draw() : request.subseed,
  }
}

/** The highest seed that an image of the job has. How many bonus images there will be is not known before they are dealt. */
export function highestSeedOf(
  request: Pick<GenerationRequest, 'images' | 'mode' | 'subseedStrength'>,
  seed: number,
): number {
  if (request.subseedStrength > 0) return seed
  const bonus = request.mode === 'bonus' ? LIMITS.images.max : 0
  return seed + mostImages(request) - 1 + bonus
}

/**
 * Seeds of one index, as sdwui numbers them inside a request (process_images_inner): without variation image i has
 * seed + i and subseed + i; with it every image has the same seed and image i has subseed + i. sdwui does not wrap
 * at 2^32, so neither do we: torch takes 64-bit seeds. A batch that starts at i is sent with exactly these.
 */
export function seedsOfIndex(
  params: { seed: number; subseed: number; subseedStrength: number },
  index: number,
): { seed: number; subseed: number } {
  return {
    seed: params.subseedStrength === 0 ? params.seed + index : params.seed,
    subseed: params.subseed + index,
  }
}
