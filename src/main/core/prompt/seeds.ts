import type { GenerationRequest } from '../../../shared/generation.ts'
import type { Random } from '../ports.ts'

const SEEDS = 2 ** 32

/** -1 resolved once, uniform in 0..2^32-1, before anything is dealt out, so that any worker can make any index. */
export function resolveSeeds(
  request: Pick<GenerationRequest, 'seed' | 'subseed'>,
  random: Random,
): { seed: number; subseed: number } {
  const draw = () => Math.floor(random() * SEEDS)
  return {
    seed: request.seed === -1 ? draw() : request.seed,
    subseed: request.subseed === -1 ? draw() : request.subseed,
  }
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
