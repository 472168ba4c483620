import { FACE_RESTORER } from './face-restorer.ts'
import type { GenerationRequest, Hires } from './generation.ts'
import { type Infotext, infotextSize, readInfotext } from './infotext.ts'
import { extrasOfInfotext, type KeptKey } from './infotext-extras.ts'
import { LIMITS } from './limits.ts'
import { canonicalCheckpointName } from './names/checkpoints.ts'
import { splitSampler } from './names/sampling.ts'
import { HIRES_FIELDS, REQUEST_FIELDS } from './request-fields.ts'

/** What an infotext says of how a picture was made, as fields of a request. */
export interface InfotextRequest {
  /** only those that it tells; each within its limits */
  readonly fields: Partial<GenerationRequest>
  /** what no field was made of, and can be sent all the same */
  readonly kept: readonly KeptKey[]
  /** keys of its parameters that nothing was made of, in their order: hashes, versions, what extensions write */
  readonly left: readonly string[]
}

const FIELDS = REQUEST_FIELDS
const OPTION_KEYS = { RNG: 'randn_source', ENSD: 'eta_noise_seed_delta' } as const
const HIRES_RESIZE = 'Hires resize'
const DENOISING = HIRES_FIELDS.denoisingStrength.infotext

/** Reads the fields of a request from an infotext of any of the servers. Never throws; linear in its length, which readInfotext bounds. */
export function requestOfInfotext(text: string): InfotextRequest {
  const info = readInfotext(text)
  const read = new Parameters(info)
  const fields: Partial<GenerationRequest> = {
    prompt: info.prompt.slice(0, LIMITS.promptCharacters),
    negativePrompt: info.negativePrompt.slice(0, LIMITS.promptCharacters),
    ...samplingTold(read),
    ...read.number('steps', FIELDS.steps.infotext, LIMITS.steps, 'whole'),
    ...read.number('cfgScale', FIELDS.cfgScale.infotext, LIMITS.cfgScale),
    ...read.number('seed', FIELDS.seed.infotext, { ...LIMITS.seed, min: 0 }, 'whole'),
    ...read.number('subseed', FIELDS.subseed.infotext, { ...LIMITS.seed, min: 0 }, 'whole'),
    ...read.number('subseedStrength', FIELDS.subseedStrength.infotext, { min: 0, max: 1 }),
    ...read.number('clipSkip', FIELDS.clipSkip.infotext, { min: 1, max: 12 }, 'whole'),
    ...sizeTold(read),
    ...read.name('checkpoint', FIELDS.checkpoint.infotext, canonicalCheckpointName),
    ...read.name('vae', FIELDS.vae.infotext),
    ...read.found(FIELDS.restoreFaces.infotext, () => ({ restoreFaces: true })),
    ...read.found(FIELDS.tiling.infotext, (value) => ({ tiling: value === 'True' })),
    ...read.found(FIELDS.seedResize.infotext, () => {
      const size = wholeSize(infotextSize(info, FIELDS.seedResize.infotext))
      return size === null ? null : { seedResize: size }
    }),
    ...refinerTold(read),
    ...hiresTold(read),
    ...optionsTold(read),
  }
  const unread = read.left()
  const { kept, used } = extrasOfInfotext(new Map(unread.map((key) => [key, info.parameters.get(key) ?? ''])))
  return { fields, kept, left: unread.filter((key) => !used.has(key)) }
}

/** The parameters of an infotext, which remember what was made of them. */
class Parameters {
  readonly info: Infotext
  readonly #used = new Set<string>()

  constructor(info: Infotext) {
    this.info = info
  }

  left(): string[] {
    return [...this.info.parameters.keys()].filter((key) => !this.#used.has(key))
  }

  /** What is made of a value; nothing where it is absent, or `made` answers null. */
  found<Made extends object>(key: string, made: (value: string) => Made | null): Made | Record<never, never> {
    const value = this.info.parameters.get(key)
    const fields = value === undefined ? null : made(value)
    if (fields !== null) this.#used.add(key)
    return fields ?? {}
  }

  number<Name extends string>(
    name: Name,
    key: string,
    { min, max }: { readonly min: number; readonly max: number },
    which?: 'whole',
  ): { [Field in Name]?: number } {
    return this.found(key, (text) => {
      const value = /^-?\d{1,15}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN
      const fits = value >= min && value <= max && (which !== 'whole' || Number.isInteger(value))
      return fits ? { [name]: value } : null
    }) as { [Field in Name]?: number }
  }

  name<Name extends string>(
    name: Name,
    key: string,
    read: (text: string) => string = (text) => text,
  ): { [Field in Name]?: string } {
    return this.found(key, (text) => {
      const value = read(text)
      return value === '' || value.length > 200 ? null : { [name]: value }
    }) as { [Field in Name]?: string }
  }
}

/** The schedule stands in a key of its own, or at the end of the sampler's name (before 1.9). */
function samplingTold(read: Parameters): Partial<GenerationRequest> {
  const { sampler } = read.name('sampler', FIELDS.sampler.infotext)
  if (sampler === undefined) return {}
  const told = read.name('scheduler', FIELDS.scheduler.infotext).scheduler
  const ofSdnext = read.name('scheduler', 'Scheduler').scheduler
  const split = splitSampler(sampler)
  const scheduler = told ?? ofSdnext ?? split?.schedule ?? 'Automatic'
  return { sampler: split?.sampler ?? sampler, scheduler }
}

/** A server rounds its sides down to multiples of 8 px. */
function wholeSize(size: { width: number; height: number } | null): { width: number; height: number } | null {
  const { min, max, step } = LIMITS.side
  if (size === null) return null
  const [width, height] = [size.width, size.height].map((side) => Math.floor(side / step) * step)
  if (width === undefined || height === undefined) return null
  return Math.min(width, height) < min || Math.max(width, height) > max ? null : { width, height }
}

const sizeTold = (read: Parameters): Partial<GenerationRequest> =>
  read.found(FIELDS.width.infotext, () => wholeSize(infotextSize(read.info, FIELDS.width.infotext)))

/** "name [hash]", and the share of the steps. */
function refinerTold(read: Parameters): Partial<GenerationRequest> {
  const { checkpoint } = read.name('checkpoint', FIELDS.refiner.infotext, canonicalCheckpointName)
  if (checkpoint === undefined) return {}
  const { switchAt = 0.8 } = read.number('switchAt', 'Refiner switch at', { min: 0, max: 1 })
  return { refiner: { checkpoint, switchAt } }
}

/** A strength without any of its keys is that of an image made from another one. */
function hiresTold(read: Parameters): Partial<GenerationRequest> {
  const { parameters } = read.info
  const told = [HIRES_FIELDS.scale.infotext, HIRES_FIELDS.upscaler.infotext, HIRES_RESIZE]
  if (!told.some((key) => parameters.has(key))) return {}
  const own = HIRES_FIELDS
  const hires: Hires = {
    ...{ scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.75 },
    ...read.number('scale', own.scale.infotext, { min: 1, max: 4 }),
    ...read.name('upscaler', own.upscaler.infotext),
    ...read.number('steps', own.steps.infotext, { min: 0, max: LIMITS.steps.max }, 'whole'),
    ...read.number('denoisingStrength', DENOISING, { min: 0, max: 1 }),
    ...read.found(HIRES_RESIZE, () => {
      const size = infotextSize(read.info, HIRES_RESIZE)
      return size === null || Math.max(size.width, size.height) > LIMITS.side.max ? null : size
    }),
    ...read.name('checkpoint', own.checkpoint.infotext, canonicalCheckpointName),
    ...read.name('sampler', own.sampler.infotext),
    ...read.name('scheduler', own.scheduler.infotext),
    ...read.found(own.prompt.infotext, (prompt) => ({ prompt: prompt.slice(0, LIMITS.promptCharacters) })),
    ...read.found(own.negativePrompt.infotext, (negativePrompt) => ({
      negativePrompt: negativePrompt.slice(0, LIMITS.promptCharacters),
    })),
  }
  return { hires }
}

/** Where the noise is drawn, by what its seeds are moved and what restored faces are options of the server. */
function optionsTold(read: Parameters): Partial<GenerationRequest> {
  const noise = read.name(OPTION_KEYS.RNG, 'RNG')
  const delta = read.number(OPTION_KEYS.ENSD, 'ENSD', { min: 0, max: LIMITS.seed.max }, 'whole')
  const faces = read.found(FIELDS.restoreFaces.infotext, (name) =>
    /^(true|false|none|)$/i.test(name) || name.length > 200 ? null : { [FACE_RESTORER]: name },
  )
  const overrides = { ...noise, ...delta, ...faces }
  return Object.keys(overrides).length === 0 ? {} : { overrides }
}
