import { randomInt } from 'node:crypto'
import type { Json } from '../../../shared/extra-fields.ts'
import { lorasOf } from '../../core/prompt/lora.ts'
import { seedsOfIndex } from '../../core/prompt/seeds.ts'
import { stepsFrom, vaeWork, workOf } from '../../core/speed/work.ts'
import type { GenerationCall } from '../../sdwui/protocol/generation-fields.ts'
import type { GenerationOrder } from '../../sdwui/protocol/generation-order.ts'
import { pythonError, type ServerError } from '../../sdwui/protocol/server-error.ts'
import { SERVER_FACTS } from '../../sdwui/protocol/server-kinds.ts'
import { tooManyInitImages } from '../engine/init-images.ts'
import type { ResolvedOptions } from '../options.ts'
import { hiresOrder } from './hires-order.ts'
import { resolveSampler } from './resolve-sampler.ts'
import { checkScripts, scriptedPrompts } from './scripts.ts'

const LARGEST_DRAWN_SEED = 4_294_967_294

/**
 * Turns a validated body into an order as the A1111 family and SD.Next do; throws what they answer for a script or a sampler they cannot
 * use. What fails only once the job has begun stands in `fails`.
 */
export function resolveOrder(
  call: GenerationCall,
  fields: Readonly<Record<string, unknown>>,
  options: ResolvedOptions,
): GenerationOrder {
  const facts = SERVER_FACTS[options.kind]
  checkScripts(call, fields, {
    lenient: facts.errors === 'sdnext',
    controlNet: options.controlnet !== null,
    adetailer: options.adetailer !== null,
  })
  const resolved = resolveSampler(fields, options)
  const initImages =
    call === 'img2img' ? ((fields.init_images as unknown[] | null | undefined) ?? null) : null
  const problems = new Problems(fields)
  const batchSize = batchOf(
    problems.count('batch_size', 'RuntimeError', 'expected a non-empty list'),
    initImages,
  )
  const steps = problems.count('steps', 'IndexError', 'index -1 is out of bounds for dimension 0 with size 0')
  const told = { width: problems.side('width'), height: problems.side('height') }
  const [width, height] = [inEights(told.width), inEights(told.height)]
  const prompt = styled(problems.prompt(), fields.styles, options, 'prompt')
  const strength = fields.denoising_strength as number | null
  const enlarged = call === 'txt2img' && fields.enable_hr === true
  const denoisingStrength = call === 'img2img' ? (strength ?? 0.75) : enlarged ? (strength ?? 0.75) : null
  const first = { ...resolved, width, height, steps, prompt, strength }
  const hires = enlarged ? hiresOrder(fields, first, options) : null
  const scripted = scriptedPrompts(fields, prompt)
  const asked = problems.count('n_iter', 'IndexError', 'list index out of range')
  const iterations = scripted === null ? asked : Math.ceil(scripted.prompts.length / batchSize)
  const subseedStrength = numberOr(fields.subseed_strength, 0)
  const seeds = { seed: drawn(fields.seed), subseed: drawn(fields.subseed), subseedStrength }
  const images = scripted?.prompts.length ?? batchSize * iterations
  return {
    ...{ call, parameters: fields, prompt, batchSize, iterations, steps, width, height },
    ...{ ...resolved, denoisingStrength, hires: hires?.order ?? null, subseedStrength, initImages },
    stepsRun: call === 'img2img' ? stepsFrom(steps, denoisingStrength ?? 1) : steps,
    negativePrompt: styled(String(fields.negative_prompt ?? ''), fields.styles, options, 'negativePrompt'),
    // Scripts make all their images with the seeds of the first.
    seeds: Array.from({ length: images }, (_, index) => seedsOfIndex(seeds, scripted === null ? index : 0)),
    cfgScale: numberOr(fields.cfg_scale, facts.defaults.cfg),
    // A LoRA that is not there is skipped without a word; names are case-sensitive.
    loras: lorasOf(prompt).filter((name) => options.loras.includes(name)),
    overrides: (fields.override_settings as Record<string, unknown> | null) ?? {},
    restoreOverrides: fields.override_settings_restore_afterwards !== false,
    taskId:
      typeof fields.force_task_id === 'string'
        ? fields.force_task_id
        : `task(${randomInt(1e12).toString(36)})`,
    sendImages: fields.send_images !== false,
    saveImages: fields.save_images === true,
    styles: (fields.styles as string[] | null) ?? [],
    restoreFaces: fields.restore_faces as boolean | null,
    tiling: fields.tiling as boolean | null,
    ...{ refiner: refinerOf(fields), seedResize: seedResizeOf(fields), script: scripted?.title ?? null },
    told,
    ...(scripted === null ? {} : { prompts: scripted.prompts, gridFirst: scripted.grid !== 'none' }),
    gridAlone: scripted?.grid === 'alone',
    fails:
      facts.errors === 'sdnext'
        ? null
        : (problems.first ?? tooManyInitImages(initImages, batchSize) ?? hires?.fails ?? null),
  }
}

/** What takes over for the last steps; without a share it does so from the first on (modules/sd_samplers_common.py). */
function refinerOf(
  fields: Readonly<Record<string, unknown>>,
): NonNullable<GenerationOrder['refiner']> | null {
  const { refiner_checkpoint: checkpoint, refiner_switch_at: switchAt } = fields
  if (typeof checkpoint !== 'string' || /^(none)?$/i.test(checkpoint)) return null
  const share = numberOr(switchAt, 0)
  return share >= 1 ? null : { checkpoint, switchAt: share }
}

function seedResizeOf(
  fields: Readonly<Record<string, unknown>>,
): NonNullable<GenerationOrder['seedResize']> | null {
  const width = numberOr(fields.seed_resize_from_w, -1)
  const height = numberOr(fields.seed_resize_from_h, -1)
  return width <= 0 || height <= 0 ? null : { width, height }
}

/** A prompt with the styles a request names; unknown ones are ignored (modules/styles.py). */
function styled(
  prompt: string,
  names: unknown,
  options: ResolvedOptions,
  text: 'prompt' | 'negativePrompt',
): string {
  const chosen = Array.isArray(names)
    ? names.map((name) => options.styles.find((row) => row.name === name))
    : []
  return chosen.reduce((whole, style) => {
    const added = style?.[text] ?? ''
    if (added === '') return whole
    if (added.includes('{prompt}')) return added.replaceAll('{prompt}', () => whole)
    return [whole, added].filter((part) => part !== '').join(', ')
  }, prompt)
}

/** Latents are an eighth of the picture on each side. */
const inEights = (px: number) => Math.max(8, Math.floor(px / 8) * 8)

/** Several init images set the batch: one image is made from each. */
function batchOf(asked: number, initImages: readonly unknown[] | null): number {
  const given = initImages?.length ?? 0
  return given > 1 && given <= asked ? given : asked
}

/** Values that validation lets through and the job then fails with; the first counts. */
class Problems {
  first: ServerError | null = null
  readonly #fields: Readonly<Record<string, unknown>>

  constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = fields
  }

  /** At least 1; anything else fails with that exception. */
  count(name: string, type: string, message: string): number {
    const value = this.#number(name)
    if (value >= 1) return value
    this.first ??= pythonError(type, message)
    return 1
  }

  side(name: string): number {
    return Math.max(1, this.#number(name))
  }

  prompt(): string {
    const { prompt } = this.#fields
    if (prompt === null) this.first ??= pythonError('TypeError', 'expected string or bytes-like object')
    return String(prompt ?? '')
  }

  #number(name: string): number {
    const value = this.#fields[name]
    if (typeof value === 'number') return value
    this.first ??= pythonError('TypeError', "unsupported operand type(s) for //: 'NoneType' and 'int'")
    return 1
  }
}

/** Seconds one image of the order takes at the benchmark's speed, relative to the benchmark payload. */
export function orderWork(order: GenerationOrder): { all: number; secondPassShare: number } {
  const { sampler, schedule: scheduler, width, height, stepsRun, hires, parameters } = order
  const { alwayson_scripts: scripts } = parameters
  const extra = { alwayson_scripts: scripts as Json }
  const plain = { scheduler, hires: null, extra }
  const encoding = order.call === 'img2img' ? vaeWork(width * height) : 0
  const first = encoding + workOf({ ...plain, sampler, steps: stepsRun, width, height })
  if (hires === null) return { all: first, secondPassShare: 0 }
  const second = workOf({
    ...{ ...plain, sampler: hires.sampler ?? sampler },
    ...{ steps: hires.stepsRun, width: hires.width, height: hires.height },
  })
  return { all: first + second, secondPassShare: second / (first + second) }
}

const numberOr = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)

/** -1 is drawn in 0..4294967293. */
const drawn = (value: unknown) =>
  typeof value === 'number' && value !== -1 ? value : randomInt(0, LARGEST_DRAWN_SEED)
