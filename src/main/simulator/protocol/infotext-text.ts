import { inventedHash } from '../engine/model-shelf.ts'
import type { GenerationOrder } from './generation-order.ts'

/** What an infotext says beside the order itself. */
export interface InfotextContext {
  readonly checkpoint: { readonly name: string; readonly hash: string } | null
  /** null: none or Automatic without one */
  readonly vae: string | null
  readonly clipSkip: number
  readonly randnSource: string
  readonly version: string
  /** SD.Next says it in its own way */
  readonly sdnext: boolean
}

/** The infotext of image `index` of an order, in sdwui's order of keys (sdapi.md 3.3). `size`: as the image came out, px. */
export function infotextOf(order: GenerationOrder, index: number, context: InfotextContext): string {
  const { seed, subseed } = order.seeds[index] ?? { seed: 0, subseed: 0 }
  const { checkpoint, vae, sdnext } = context
  const pairs: [string, string | number | null][] = [
    ['Steps', order.steps],
    ['Sampler', order.sampler],
    sdnext ? ['Scheduler', order.schedule] : ['Schedule type', order.schedule],
    ['CFG scale', pythonFloat(order.cfgScale)],
    ['Seed', seed],
    ['Size', `${order.width}x${order.height}`],
    ['Model hash', checkpoint?.hash ?? null],
    ['Model', checkpoint?.name ?? null],
    ['VAE hash', vae === null ? null : inventedHash(vae).slice(0, 10)],
    ['VAE', vae],
    ['Variation seed', order.subseedStrength === 0 ? null : subseed],
    ['Variation seed strength', order.subseedStrength === 0 ? null : order.subseedStrength],
    ['Denoising strength', order.denoisingStrength],
    ['Clip skip', context.clipSkip > 1 ? context.clipSkip : null],
    ['RNG', context.randnSource === 'GPU' ? null : context.randnSource],
    ...Object.entries(extraParameters(order)),
    sdnext ? ['App', 'SD.Next'] : ['Version', context.version],
  ]
  const last = pairs
    .flatMap(([key, value]) => (value === null ? [] : [`${key}: ${quoted(String(value))}`]))
    .join(', ')
  const negative = order.negativePrompt === '' ? [] : [`Negative prompt: ${order.negativePrompt}`]
  return [order.prompt, ...negative, last].join('\n')
}

/** `extra_generation_params` of info, which also stand in the infotext. */
export function extraParameters(order: GenerationOrder): Record<string, string | number | null> {
  const { hires, loras } = order
  return {
    ...(hires === null
      ? {}
      : {
          ...(hires.resizedTo === null
            ? { 'Hires upscale': pythonFloat(hires.scale) }
            : { 'Hires resize': hires.resizedTo }),
          ...(hires.steps === 0 ? {} : { 'Hires steps': hires.steps }),
          'Hires upscaler': hires.upscaler,
        }),
    ...(loras.length === 0
      ? {}
      : { 'Lora hashes': loras.map((name) => `${name}: ${loraHash(name)}`).join(', ') }),
  }
}

const loraHash = (name: string) => inventedHash(`lora/${name}`).slice(0, 12)
/** As Python prints a float: 7 is "7.0". */
const pythonFloat = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value))
/** A value with a comma, colon or newline is written as a JSON string. */
const quoted = (value: string) => (/[,:\n]/.test(value) ? JSON.stringify(value) : value)
