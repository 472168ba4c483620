import { SAMPLERS } from './a1111-lists.ts'
import type { GenerationOrder } from './generation-order.ts'
import type { InfotextContext } from './infotext-context.ts'
import { sdcppInfotext } from './sdcpp-answer.ts'
import type { ServerFacts } from './server-facts.ts'

/** What a kind of server writes into image `index` of an order (sdapi.md 3.3); null: nothing. */
export function infotextOf(
  how: ServerFacts['infotext'],
  order: GenerationOrder,
  index: number,
  context: InfotextContext,
): string | null {
  switch (how) {
    case 'none':
      return null
    case 'sdcpp':
      return sdcppInfotext(order, index, context)
    default:
      return a1111Infotext(order, index, context, how === 'sdnext')
  }
}

/** In sdwui's order of keys; SD.Next has names of its own for two of them. */
function a1111Infotext(
  order: GenerationOrder,
  index: number,
  context: InfotextContext,
  sdnext: boolean,
): string {
  const { seed, subseed } = order.seeds[index] ?? { seed: 0, subseed: 0 }
  const { checkpoint, vae } = context
  const { width, height } = order.told ?? order
  const pairs: [string, string | number | null][] = [
    ['Steps', order.steps],
    ['Sampler', order.sampler],
    sdnext ? ['Scheduler', order.schedule] : ['Schedule type', order.schedule],
    ['CFG scale', pythonFloat(order.cfgScale)],
    ['Seed', seed],
    ['Face restoration', (order.restoreFaces ?? context.restoreFaces) ? context.faceRestorer : null],
    ['Size', `${width}x${height}`],
    ['Model hash', checkpoint?.hash ?? null],
    ['Model', checkpoint?.name ?? null],
    ['VAE hash', vae?.hash ?? null],
    ['VAE', vae?.name ?? null],
    ['Variation seed', order.subseedStrength === 0 ? null : subseed],
    ['Variation seed strength', order.subseedStrength === 0 ? null : order.subseedStrength],
    ['Seed resize from', order.seedResize ? `${order.seedResize.width}x${order.seedResize.height}` : null],
    ['Denoising strength', order.denoisingStrength],
    ['Clip skip', context.clipSkip > 1 ? context.clipSkip : null],
    ['ENSD', usesSeedDelta(order.sampler) && context.seedDelta !== 0 ? context.seedDelta : null],
    ['RNG', context.randnSource === 'GPU' ? null : context.randnSource],
    ['Tiling', (order.tiling ?? context.tiling) ? 'True' : null],
    ...Object.entries(extraParameters(order, context)),
    sdnext ? ['App', 'SD.Next'] : ['Version', context.version],
  ]
  const last = pairs
    .flatMap(([key, value]) => (value === null ? [] : [`${key}: ${quoted(String(value))}`]))
    .join(', ')
  const negative = order.negativePrompt === '' ? [] : [`Negative prompt: ${order.negativePrompt}`]
  return [order.prompts?.[index] ?? order.prompt, ...negative, last].join('\n')
}

/** Samplers whose noise the option eta_noise_seed_delta changes. */
const usesSeedDelta = (sampler: string) =>
  SAMPLERS.find(({ name }) => name === sampler)?.options.uses_ensd === 'True'

/** Parameters at the end of the infotext. */
function extraParameters(
  order: GenerationOrder,
  { loraHash, shortTitle }: Pick<InfotextContext, 'loraHash' | 'shortTitle'>,
): Record<string, string | number | null> {
  const { hires, loras, refiner, script } = order
  return {
    ...(script ? { Script: script } : {}),
    ...(hires === null
      ? {}
      : {
          ...(hires.checkpoint ? { 'Hires checkpoint': shortTitle(hires.checkpoint) } : {}),
          ...(hires.sampler ? { 'Hires sampler': hires.sampler } : {}),
          ...(hires.schedule ? { 'Hires schedule type': hires.schedule } : {}),
          ...(hires.prompt ? { 'Hires prompt': hires.prompt } : {}),
          ...(hires.negativePrompt ? { 'Hires negative prompt': hires.negativePrompt } : {}),
          ...(hires.resizedTo === null
            ? { 'Hires upscale': pythonFloat(hires.scale) }
            : { 'Hires resize': hires.resizedTo }),
          ...(hires.steps === 0 ? {} : { 'Hires steps': hires.steps }),
          'Hires upscaler': hires.upscaler,
        }),
    ...(refiner ? { Refiner: shortTitle(refiner.checkpoint), 'Refiner switch at': refiner.switchAt } : {}),
    ...(typeof order.parameters.mask === 'string' ? maskParameters(order.parameters) : {}),
    ...(loras.length === 0
      ? {}
      : { 'Lora hashes': loras.map((name) => `${name}: ${loraHash(name)}`).join(', ') }),
  }
}

/** `extra_generation_params` of info: numbers are numbers there, and what a function fills in later is null (sdapi.md 11). */
export function extraGenerationParams(
  order: GenerationOrder,
  context: Pick<InfotextContext, 'loraHash' | 'shortTitle'>,
): Record<string, unknown> {
  const { hires, denoisingStrength } = order
  return {
    'Schedule type': order.schedule,
    ...(denoisingStrength === null ? {} : { 'Denoising strength': denoisingStrength }),
    ...extraParameters(order, context),
    ...(hires === null ? {} : { 'Hires prompt': null, 'Hires negative prompt': null }),
    ...(hires === null || hires.resizedTo !== null ? {} : { 'Hires upscale': hires.scale }),
  }
}

function maskParameters(
  parameters: Readonly<Record<string, unknown>>,
): Record<string, string | number | null> {
  const { mask_blur, mask_blur_x, inpainting_mask_invert, inpainting_fill, inpaint_full_res } = parameters
  const padding = Number(parameters.inpaint_full_res_padding ?? 0)
  const blur = Number(mask_blur ?? mask_blur_x ?? 4)
  return {
    ...(blur > 0 ? { 'Mask blur': blur } : {}),
    ...(inpaint_full_res === true ? { 'Inpaint area': 'Only masked', 'Masked area padding': padding } : {}),
    ...(inpainting_mask_invert === 1 ? { 'Mask mode': 'Inpaint not masked' } : {}),
    ...(inpainting_fill === 1
      ? {}
      : {
          'Masked content': ['fill', null, 'latent noise', 'latent nothing'][Number(inpainting_fill)] ?? null,
        }),
  }
}

/** As Python prints a float: 7 is "7.0". */
const pythonFloat = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value))
/** A value with a comma, colon or newline is written as a JSON string. */
const quoted = (value: string) => (/[,:\n]/.test(value) ? JSON.stringify(value) : value)
