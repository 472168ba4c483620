import type { GenerationOrder } from './generation-order.ts'
import type { InfotextContext } from './infotext-context.ts'

/** As printf's %f writes it: 7 is "7.000000". */
const cFloat = (value: number) => value.toFixed(6)
const samplerAndSchedule = ({ sampler, schedule }: GenerationOrder) =>
  schedule === '' ? sampler : `${sampler} ${schedule}`

/** The infotext of image `index` as sd-server writes it: sampler and schedule in one value, its own JSON at the end (sdapi.md 12). */
export function sdcppInfotext(order: GenerationOrder, index: number, context: InfotextContext): string {
  const { prompt, negativePrompt, steps, cfgScale, width, height, hires, loras } = order
  const seed = order.seeds[index]?.seed ?? 0
  const own = {
    schema: 'sdcpp.image.params/v1',
    prompt: { positive: prompt, negative: negativePrompt },
    ...{ seed, steps, width, height, loras },
    ...(order.clipSkip === undefined ? {} : { clip_skip: order.clipSkip }),
    ...(hires === null
      ? {}
      : { hires: { upscaler: hires.upscaler, scale: hires.scale, steps: hires.steps } }),
  }
  const pairs = [
    `Steps: ${steps}`,
    `CFG scale: ${cFloat(cfgScale)}`,
    'Guidance: 3.500000',
    'Eta: 0.000000',
    `Seed: ${seed}`,
    `Size: ${width}x${height}`,
    `Model: ${context.checkpoint === null ? '' : `${context.checkpoint.name}.safetensors`}`,
    'RNG: cuda',
    `Sampler: ${samplerAndSchedule(order)}`,
    ...(order.clipSkip === undefined ? [] : [`Clip skip: ${order.clipSkip}`]),
    'Version: stable-diffusion.cpp',
    `SDCPP: ${JSON.stringify(own)}`,
  ]
  const negative = negativePrompt === '' ? '' : `Negative prompt: ${negativePrompt}\n`
  return `${prompt}\n${negative}${pairs.join(', ')}`
}

/** `info` of its answer: fewer keys than A1111's, its own names. */
export function sdcppInfo(
  order: GenerationOrder,
  context: InfotextContext,
  infotexts: readonly string[],
): string {
  const { prompt, negativePrompt, steps, cfgScale, width, height, sampler, schedule, seeds } = order
  return JSON.stringify({
    prompt,
    ...(negativePrompt === '' ? {} : { negative_prompt: negativePrompt }),
    seed: seeds[0]?.seed ?? 0,
    ...{ cfg_scale: cfgScale, width, height, steps, sampler_name: sampler },
    ...(order.clipSkip === undefined ? {} : { clip_skip: order.clipSkip }),
    ...(schedule === '' ? {} : { extra_generation_params: { 'Schedule type': schedule } }),
    ...(order.denoisingStrength === null ? {} : { denoising_strength: order.denoisingStrength }),
    sd_model_name: context.checkpoint === null ? undefined : `${context.checkpoint.name}.safetensors`,
    version: 'stable-diffusion.cpp',
    infotexts,
    all_prompts: seeds.map(() => prompt),
    all_negative_prompts: seeds.map(() => negativePrompt),
    all_seeds: seeds.map(({ seed }) => seed),
  })
}
