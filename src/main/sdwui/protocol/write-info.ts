import type { GenerationOrder } from './generation-order.ts'
import type { InfotextContext } from './infotext-context.ts'
import { sdcppInfo } from './sdcpp-answer.ts'
import type { ServerFacts } from './server-facts.ts'
import { extraGenerationParams } from './write-infotext.ts'

export interface InfoSource {
  readonly order: GenerationOrder
  readonly context: InfotextContext
  readonly infotexts: readonly string[]
  readonly indexOfFirstImage: number
  readonly jobTimestamp: string
  readonly facts: Pick<ServerFacts, 'info'>
}

/** The `info` of an answer: JSON text, or "" where the server sends none (sdapi.md 3.1 and section 6). */
export function infoText(source: InfoSource): string {
  const { order, context, infotexts } = source
  const first = order.seeds[0] ?? { seed: 0, subseed: 0 }
  const repeated = (text: string) => order.seeds.map(() => text)
  const all = {
    prompt: order.prompt,
    negative_prompt: order.negativePrompt,
    seed: first.seed,
    all_seeds: order.seeds.map(({ seed }) => seed),
    ...(order.told ?? { width: order.width, height: order.height }),
    steps: order.steps,
    infotexts,
    all_prompts: order.prompts ?? repeated(order.prompt),
    all_negative_prompts: repeated(order.negativePrompt),
    subseed: first.subseed,
    all_subseeds: order.seeds.map(({ subseed }) => subseed),
    subseed_strength: order.subseedStrength,
    sampler_name: order.sampler,
    cfg_scale: order.cfgScale,
    batch_size: order.batchSize,
    restore_faces: order.restoreFaces ?? context.restoreFaces,
    face_restoration_model: (order.restoreFaces ?? context.restoreFaces) ? context.faceRestorer : null,
    seed_resize_from_w: order.seedResize?.width ?? -1,
    seed_resize_from_h: order.seedResize?.height ?? -1,
    denoising_strength: order.denoisingStrength,
    extra_generation_params: extraGenerationParams(order, context),
    index_of_first_image: source.indexOfFirstImage,
    styles: order.styles,
    job_timestamp: source.jobTimestamp,
    clip_skip: context.clipSkip,
    is_using_inpainting_conditioning: false,
  }
  switch (source.facts.info) {
    case 'none':
      return ''
    case 'sdcpp':
      return sdcppInfo(order, context, infotexts)
    case 'sdnext':
      return JSON.stringify(all)
    case 'json':
      return JSON.stringify({
        ...all,
        sd_model_name: context.checkpoint?.name ?? null,
        sd_model_hash: context.checkpoint?.hash ?? null,
        sd_vae_name: context.vae?.name ?? null,
        sd_vae_hash: context.vae?.hash ?? null,
        version: context.version,
      })
  }
}
