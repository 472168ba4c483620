import { randomInt } from 'node:crypto'
import { lorasOf } from '../../core/prompt/lora.ts'
import { seedsOfIndex } from '../../core/prompt/seeds.ts'
import { workOf } from '../../core/speed/work.ts'
import type { ResolvedOptions } from '../options.ts'
import type { GenerationCall } from './generation-fields.ts'
import { LATENT_UPSCALE_MODES, SAMPLERS, SCHEDULERS, SCRIPTS } from './lists.ts'
import { SERVER_DIALECTS } from './server-dialect.ts'
import { httpError, pythonError } from './server-error.ts'

export interface HiresOrder {
  readonly scale: number
  readonly upscaler: string
  /** as asked; 0: as many as the first pass */
  readonly steps: number
  readonly stepsRun: number
  readonly width: number
  readonly height: number
  /** set when hr_resize_x/y was used instead of hr_scale */
  readonly resizedTo: string | null
}

/** A generation request with everything resolved as sdwui resolves it. */
export interface GenerationOrder {
  readonly call: GenerationCall
  /** the request echo: every field with its default */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly prompt: string
  readonly negativePrompt: string
  readonly seeds: readonly { readonly seed: number; readonly subseed: number }[]
  readonly subseedStrength: number
  readonly batchSize: number
  readonly iterations: number
  readonly steps: number
  readonly stepsRun: number
  readonly cfgScale: number
  readonly width: number
  readonly height: number
  readonly sampler: string
  /** label as resolved, "Automatic" when it is the sampler's own default */
  readonly scheduler: string
  /** label of what the sampler really uses, for the infotext */
  readonly schedule: string
  readonly denoisingStrength: number | null
  readonly hires: HiresOrder | null
  readonly loras: readonly string[]
  readonly overrides: Readonly<Record<string, unknown>>
  readonly restoreOverrides: boolean
  readonly taskId: string
  readonly sendImages: boolean
  readonly saveImages: boolean
  readonly styles: readonly string[]
  readonly restoreFaces: boolean
  readonly initImages: readonly unknown[] | null
  /** asked for in the request itself; absent: as the server is set */
  readonly clipSkip?: number
}

const LARGEST_DRAWN_SEED = 4_294_967_294

/** Turns a validated body into an order; throws what sdwui answers for a script, sampler or number it cannot use. */
export function resolveOrder(
  call: GenerationCall,
  fields: Readonly<Record<string, unknown>>,
  options: ResolvedOptions,
): GenerationOrder {
  const dialect = SERVER_DIALECTS[options.kind]
  checkScripts(call, fields, dialect.errors === 'sdnext')
  const { sampler, scheduler, schedule } = resolveSampler(fields, options)
  const whole = (name: string) => required(fields, name)
  const batchSize = dialect.batches ? Math.max(1, whole('batch_size')) : 1
  const iterations = dialect.nIter ? Math.max(1, whole('n_iter')) : 1
  const steps = Math.max(1, whole('steps'))
  const side = (name: string) => Math.max(8, Math.floor(whole(name) / 8) * 8)
  const [width, height] = [side('width'), side('height')]
  const strength = fields.denoising_strength as number | null
  const denoisingStrength =
    call === 'img2img' ? (strength ?? 0.75) : fields.enable_hr === true ? (strength ?? 0.75) : null
  const stepsRun = call === 'img2img' ? partialSteps(steps, denoisingStrength ?? 1) : steps
  const hires =
    call === 'txt2img' && fields.enable_hr === true
      ? hiresOf(fields, { width, height, steps }, options)
      : null
  const subseedStrength = numberOr(fields.subseed_strength, 0)
  const first = {
    seed: drawn(fields.seed, options),
    subseed: drawn(fields.subseed, options),
    subseedStrength,
  }
  const prompt = String(fields.prompt ?? '')
  return {
    ...{ call, parameters: fields, prompt, batchSize, iterations, steps, stepsRun, width, height },
    ...{ sampler, scheduler, schedule, denoisingStrength, hires, subseedStrength },
    negativePrompt: String(fields.negative_prompt ?? ''),
    seeds: Array.from({ length: batchSize * iterations }, (_, index) => seedsOfIndex(first, index)),
    cfgScale: numberOr(fields.cfg_scale, dialect.defaults.cfg),
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
    restoreFaces: fields.restore_faces === true,
    initImages: (fields.init_images as unknown[] | null | undefined) ?? null,
  }
}

/** Seconds one image of the order takes at the benchmark's speed, relative to the benchmark payload. */
export function orderWork(order: GenerationOrder): { all: number; secondPassShare: number } {
  const { sampler, schedule: scheduler, width, height, stepsRun, hires } = order
  const first = workOf({ steps: stepsRun, width, height, sampler, scheduler, hires: null })
  if (hires === null) return { all: first, secondPassShare: 0 }
  const second = workOf({
    ...{ steps: hires.stepsRun, width: hires.width, height: hires.height, sampler, scheduler, hires: null },
  })
  return { all: first + second, secondPassShare: second / (first + second) }
}

/** Steps run by img2img: floor(strength x steps) + 1. */
const partialSteps = (steps: number, strength: number) => Math.floor(Math.min(strength, 0.999) * steps) + 1
const numberOr = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)

function required(fields: Readonly<Record<string, unknown>>, name: string): number {
  const value = fields[name]
  if (typeof value === 'number') return value
  throw pythonError('TypeError', `unsupported operand type(s) for //: 'NoneType' and 'int'`)
}

/** -1 is drawn in 0..4294967293 (koboldcpp: 100000..999999). */
function drawn(value: unknown, options: ResolvedOptions): number {
  if (typeof value === 'number' && value !== -1) return value
  return options.kind === 'koboldcpp' ? randomInt(100_000, 1_000_000) : randomInt(0, LARGEST_DRAWN_SEED)
}

function checkScripts(
  call: GenerationCall,
  fields: Readonly<Record<string, unknown>>,
  lenient: boolean,
): void {
  const known = SCRIPTS.filter(({ img2img }) => call === 'img2img' || !img2img)
  const find = (name: string) => known.find((script) => script.name === name.toLowerCase())
  const selected = fields.script_name
  if (typeof selected === 'string' && selected !== '' && !lenient) {
    const script = find(selected)
    if (script === undefined || script.alwayson) throw httpError(422, `Script '${selected}' not found`)
  }
  for (const name of Object.keys((fields.alwayson_scripts as Record<string, unknown> | null) ?? {})) {
    const script = find(name)
    if (script === undefined) throw httpError(422, `always on script ${name} not found`)
    if (!script.alwayson)
      throw httpError(422, 'Cannot have a selectable script in the always on scripts params')
  }
}

/**
 * The exact sampler name is needed; a trailing scheduler is split off; an unknown sampler becomes the first one, an unknown
 * scheduler Automatic, without a word (modules/sd_samplers.py, get_sampler_and_scheduler).
 */
function resolveSampler(
  fields: Readonly<Record<string, unknown>>,
  options: ResolvedOptions,
): { sampler: string; scheduler: string; schedule: string } {
  const asked = String(fields.sampler_name || fields.sampler_index || '')
  const schedulers = SCHEDULERS.filter(({ label }) => options.schedulers.includes(label))
  let name = asked
  let scheduler = schedulers.find((row) => row.label === fields.scheduler || row.name === fields.scheduler)
  for (const row of schedulers) {
    const suffix = [row.label, row.name].map((text) => ` ${text}`).find((text) => name.endsWith(text))
    if (suffix === undefined) continue
    scheduler = row
    name = name.slice(0, -suffix.length)
  }
  const available = options.samplers.map(
    (known) =>
      SAMPLERS.find((row) => row.name === known) ?? {
        name: known,
        aliases: [],
        options: {} as Record<string, string>,
      },
  )
  const exact = available.find((row) => row.name === name)
  const loose = available.find((row) =>
    [row.name, ...row.aliases].some((text) => text.toLowerCase() === name.toLowerCase()),
  )
  if (options.kind === 'sdnext' && loose === undefined) throw httpError(404, 'Sampler not found')
  const sampler = (options.kind === 'sdnext' ? loose : exact) ?? available[0] ?? SAMPLERS[0]
  const own = sampler?.options.scheduler
  const label = scheduler?.label ?? 'Automatic'
  const ownLabel = SCHEDULERS.find((row) => row.name === own)?.label
  return {
    sampler: sampler?.name ?? 'Euler',
    scheduler: scheduler !== undefined && scheduler.name === own ? 'Automatic' : label,
    schedule: label === 'Automatic' ? (ownLabel ?? 'Automatic') : label,
  }
}

function hiresOf(
  fields: Readonly<Record<string, unknown>>,
  first: { width: number; height: number; steps: number },
  options: ResolvedOptions,
): HiresOrder {
  const upscaler = typeof fields.hr_upscaler === 'string' ? fields.hr_upscaler : 'Latent'
  if (![...LATENT_UPSCALE_MODES, ...options.upscalers].includes(upscaler))
    throw pythonError('Exception', `could not find upscaler named ${upscaler}`)
  if (options.kind === 'forge' && fields.hr_additional_modules === null)
    throw pythonError('TypeError', "argument of type 'NoneType' is not iterable")
  const scale = numberOr(fields.hr_scale, 2)
  const [x, y] = [numberOr(fields.hr_resize_x, 0), numberOr(fields.hr_resize_y, 0)]
  const { width, height } = first
  const to = (value: number) => Math.max(8, Math.floor(value / 8) * 8)
  const [wide, high] =
    x === 0 && y === 0
      ? [width * scale, height * scale]
      : [x === 0 ? (y * width) / height : x, y === 0 ? (x * height) / width : y]
  const steps = numberOr(fields.hr_second_pass_steps, 0)
  return {
    ...{ scale, upscaler, steps, width: to(wide), height: to(high) },
    // Its step count is passed on explicitly, and explicit steps ignore the strength (sdapi.md 1.2).
    stepsRun: steps === 0 ? first.steps : steps,
    resizedTo: x === 0 && y === 0 ? null : `${to(wide)}x${to(high)}`,
  }
}
