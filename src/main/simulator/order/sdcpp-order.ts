import { randomInt } from 'node:crypto'
import { stepsFrom } from '../../core/speed/work.ts'
import { LATENT_UPSCALE_MODES } from '../../sdwui/protocol/a1111-lists.ts'
import type { GenerationCall } from '../../sdwui/protocol/generation-fields.ts'
import type { GenerationOrder, HiresOrder } from '../../sdwui/protocol/generation-order.ts'
import { sdcppLoraPath, sdcppSampler, sdcppScheduler } from '../../sdwui/protocol/sdcpp-names.ts'
import { httpError } from '../../sdwui/protocol/server-error.ts'
import { SdcppFields } from '../../sdwui/server/sdcpp-body.ts'
import type { ResolvedOptions } from '../options.ts'

const EXTRA_ARGS = /<sd_cpp_extra_args>(.*?)<\/sd_cpp_extra_args>/s
const ALL_EXTRA_ARGS = new RegExp(EXTRA_ARGS, 'gs')
/** Its C library draws up to here. */
const LARGEST_DRAWN_SEED = 2 ** 31 - 1

/** Resolves a request as sd-server of stable-diffusion.cpp does (sdapi.md 12); throws what it answers for one it cannot use. */
export function sdcppOrder(
  call: GenerationCall,
  body: Readonly<Record<string, unknown>>,
  options: ResolvedOptions,
): GenerationOrder {
  const fields = new SdcppFields(body)
  const asked = fields.text('prompt')
  const negativePrompt = fields.text('negative_prompt')
  const [width, height] = [side(fields.int('width', 512)), side(fields.int('height', 512))]
  const steps = Math.max(1, fields.int('steps', 20))
  const cfgScale = fields.number('cfg_scale', 7)
  const seedField = fields.int('seed', -1)
  const batchSize = Math.max(1, fields.int('batch_size', 1))
  const clipSkip = fields.int('clip_skip', -1)
  const sampler = sdcppSampler(fields.text('sampler_name'))
  const schedule = sdcppScheduler(fields.text('scheduler'))
  if (asked === '') throw httpError(400, 'prompt required')
  const prompt = asked.replaceAll(ALL_EXTRA_ARGS, '')
  const seed = drawn(extraArgs(asked).seed ?? seedField)
  const denoisingStrength = call === 'img2img' ? fields.number('denoising_strength', 0.75) : null
  return {
    ...{ call, parameters: body, prompt, negativePrompt, batchSize, iterations: 1, steps, width, height },
    stepsRun: call === 'img2img' ? stepsFrom(steps, denoisingStrength ?? 1) : steps,
    ...{ sampler, schedule: schedule ?? '', scheduler: schedule ?? 'default', cfgScale, denoisingStrength },
    hires:
      call === 'txt2img' && fields.flag('enable_hr')
        ? hiresOf(fields, { width, height, steps }, options)
        : null,
    // It counts on past 2^31 within a request; it knows no variation.
    seeds: Array.from({ length: batchSize }, (_, index) => ({ seed: seed + index, subseed: 0 })),
    subseedStrength: 0,
    loras: lorasOf(fields, options),
    ...(clipSkip > 0 ? { clipSkip } : {}),
    ...{ overrides: {}, restoreOverrides: true, taskId: `sdcpp-${randomInt(1e12).toString(36)}` },
    ...{ sendImages: true, saveImages: false, styles: [], restoreFaces: false },
    initImages: fields.list('init_images'),
  }
}

const side = (px: number) => Math.max(8, Math.floor(px / 8) * 8)
const drawn = (seed: number) => (seed < 0 ? randomInt(0, LARGEST_DRAWN_SEED) : seed)

/** What stands in the tag in the prompt; only its seed matters here. */
function extraArgs(prompt: string): { seed?: number } {
  const text = EXTRA_ARGS.exec(prompt)?.[1]
  if (text === undefined || text === '') return {}
  try {
    const { seed } = JSON.parse(text) as { seed?: unknown }
    return typeof seed === 'number' ? { seed: Math.trunc(seed) } : {}
  } catch {
    throw httpError(400, 'invalid sd_cpp_extra_args')
  }
}

function hiresOf(
  fields: SdcppFields,
  first: { width: number; height: number; steps: number },
  options: ResolvedOptions,
): HiresOrder | null {
  const upscaler = fields.text('hr_upscaler', 'Latent')
  const scale = fields.number('hr_scale', 2)
  const [x, y] = [fields.int('hr_resize_x', 0), fields.int('hr_resize_y', 0)]
  const steps = fields.int('hr_steps', 0)
  fields.number('denoising_strength', 0.7)
  if (upscaler.toLowerCase() === 'none') return null
  if (![...LATENT_UPSCALE_MODES, ...options.upscalers].includes(upscaler))
    throw httpError(400, 'invalid params')
  const [width, height] = x > 0 && y > 0 ? [x, y] : [first.width * scale, first.height * scale]
  return {
    ...{ scale, upscaler, steps, width: side(width), height: side(height) },
    stepsRun: steps === 0 ? first.steps : steps,
    resizedTo: x > 0 && y > 0 ? `${side(x)}x${side(y)}` : null,
  }
}

/** `lora: [{path, multiplier}]`; tags in the prompt are not read. */
function lorasOf(fields: SdcppFields, options: ResolvedOptions): string[] {
  return (fields.list('lora') ?? []).flatMap((item) => {
    if (typeof item !== 'object' || item === null) return []
    const { path } = item as { path?: unknown }
    if (typeof path !== 'string' || path === '') throw httpError(400, 'lora.path required')
    const name = options.loras.find((known) => sdcppLoraPath(known) === path)
    if (name === undefined) throw httpError(400, `invalid lora path: ${path}`)
    return [name]
  })
}
