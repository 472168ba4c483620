import type { GenerationRequest } from '../../../shared/generation.ts'
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

/**
 * The highest seed that an image of a run of the job has, of so many images; in bonus mode how many bonus images there will be is not
 * known before they are dealt.
 */
export function highestSeedOf(
  { mode }: Pick<GenerationRequest, 'mode'>,
  { seed, subseedStrength }: { readonly seed: number; readonly subseedStrength: number },
  images: number,
): number {
  if (subseedStrength > 0) return seed
  return seed + images - 1 + (mode === 'bonus' ? LIMITS.images.max : 0)
}

/**
 * Seeds of one index, as sdwui numbers them inside a request (process_images_inner): without variation image i of a run has
 * seed + i and subseed + i; with it every image has the same seed and image i has subseed + i. sdwui does not wrap
 * at 2^32, so neither do we: torch takes 64-bit seeds. A batch that starts at i is sent with exactly these.
 */
export function seedsOfIndex(
  params: { seed: number; subseed: number; subseedStrength: number; runFirst?: number },
  index: number,
): { seed: number; subseed: number } {
  const at = index - (params.runFirst ?? 0)
  return {
    seed: params.subseedStrength === 0 ? params.seed + at : params.seed,
    subseed: params.subseed + at,
  }
}
