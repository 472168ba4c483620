import { randomInt } from 'node:crypto'
import { stepsFrom } from '../../core/speed/work.ts'
import type { GenerationCall } from '../../sdwui/protocol/generation-fields.ts'
import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import { KOBOLDCPP, KOBOLDCPP_SIZES } from '../../sdwui/protocol/kinds/koboldcpp.ts'
import type { ResolvedOptions } from '../options.ts'

const OTHERWISE = 'Euler a'
const MOST_STEPS = 80

/** Resolves a request as KoboldCpp does (sdapi.md 6 and 12): one image of a size of its own, with a 32-bit signed seed. */
export function koboldcppOrder(
  call: GenerationCall,
  fields: Readonly<Record<string, unknown>>,
  options: ResolvedOptions,
): GenerationOrder {
  const number = (name: string, otherwise: number) => {
    const value = fields[name]
    return typeof value === 'number' ? value : otherwise
  }
  const steps = Math.min(MOST_STEPS, Math.max(1, number('steps', 20)))
  const denoisingStrength = call === 'img2img' ? number('denoising_strength', 0.75) : null
  const asked = String(fields.sampler_name ?? '').toLowerCase()
  const known = KOBOLDCPP.samplers
    .filter(({ name }) => options.samplers.includes(name))
    .find((row) => [row.name, ...row.aliases].some((text) => text.toLowerCase() === asked))
  return {
    ...{ call, parameters: fields, batchSize: 1, iterations: 1, steps },
    ...sizeMade(number('width', 512), number('height', 512)),
    stepsRun: call === 'img2img' ? stepsFrom(steps, denoisingStrength ?? 1) : steps,
    prompt: String(fields.prompt ?? ''),
    negativePrompt: String(fields.negative_prompt ?? ''),
    seeds: [{ seed: seedOf(number('seed', -1)), subseed: 0 }],
    ...{ sampler: known?.name ?? OTHERWISE, scheduler: 'Automatic', schedule: 'Automatic', hires: null },
    ...{ subseedStrength: 0, loras: [], denoisingStrength },
    cfgScale: Math.min(25, Math.max(1, number('cfg_scale', 5))),
    ...{ overrides: {}, restoreOverrides: true, taskId: `koboldcpp-${randomInt(1e12).toString(36)}` },
    ...{ sendImages: true, saveImages: false, styles: [], restoreFaces: false },
    initImages: (fields.init_images as unknown[] | null | undefined) ?? null,
  }
}

/** Scaled down where it is larger than it makes, then rounded down. */
function sizeMade(width: number, height: number): { width: number; height: number } {
  const { stepPx, largestPx } = KOBOLDCPP_SIZES
  const scale = Math.min(1, largestPx / Math.max(width, height))
  const side = (px: number) => Math.max(stepPx, Math.floor((px * scale) / stepPx) * stepPx)
  return { width: side(width), height: side(height) }
}

/** -1 is drawn; what does not fit into 31 bits wraps to negative, for which the clock is taken: the same for a whole second. */
function seedOf(asked: number): number {
  if (asked < 0) return randomInt(100_000, 1_000_000)
  return (asked | 0) < 0 ? Math.floor(Date.now() / 1000) : asked | 0
}
