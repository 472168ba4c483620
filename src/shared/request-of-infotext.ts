import { FACE_RESTORER } from './face-restorer.ts'
import type { GenerationRequest, Hires } from './generation.ts'
import { type Infotext, type InfotextSize, infotextSize, readInfotext } from './infotext.ts'
import { extrasOfInfotext, type KeptKey } from './infotext-extras.ts'
import { nearest, numberIn, type OddNumber } from './infotext-number.ts'
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
  /** numbers that are not as they must be, with what was taken instead */
  readonly odd: readonly OddNumber[]
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
    ...read.seed('seed', FIELDS.seed.infotext),
    ...read.seed('subseed', FIELDS.subseed.infotext),
    ...read.number('subseedStrength', FIELDS.subseedStrength.infotext, { min: 0, max: 1 }),
    ...read.number('clipSkip', FIELDS.clipSkip.infotext, { min: 1, max: 12 }, 'whole'),
    ...sizeTold(read),
    ...read.name('checkpoint', FIELDS.checkpoint.infotext, canonicalCheckpointName),
    ...read.name('vae', FIELDS.vae.infotext),
    ...read.found(FIELDS.restoreFaces.infotext, () => ({ restoreFaces: true })),
    ...read.found(FIELDS.tiling.infotext, (value) => ({ tiling: value === 'True' })),
    ...read.size(FIELDS.seedResize.infotext, (seedResize) => ({ seedResize })),
    ...refinerTold(read),
    ...hiresTold(read),
    ...optionsTold(read),
  }
  const unread = read.left()
  const { kept, used, left, odd } = extrasOfInfotext(
    new Map(unread.map((key) => [key, info.parameters.get(key) ?? ''])),
  )
  return {
    ...{ fields, kept, odd: [...read.odd, ...odd] },
    left: [...unread.filter((key) => !used.has(key)), ...left],
  }
}

/** The parameters of an infotext, which remember what was made of them. */
class Parameters {
  readonly info: Infotext
  readonly odd: OddNumber[] = []
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

  /** A number, or the nearest that is allowed. */
  number<Name extends string>(
    name: Name,
    key: string,
    range: { readonly min: number; readonly max: number },
    which?: 'whole',
  ): { [Field in Name]?: number } {
    return this.found(key, (text) => {
      const value = numberIn(text)
      const taken = value === null ? null : nearest(value, range, which)
      if (taken === null || taken !== value) this.#tell(key, text, taken)
      return taken === null ? {} : { [name]: taken }
    }) as { [Field in Name]?: number }
  }

  /** Another seed makes another picture: one that is not allowed is left out. */
  seed<Name extends string>(name: Name, key: string): { [Field in Name]?: number } {
    return this.found(key, (text) => {
      const value = numberIn(text)
      const fits = value !== null && value >= 0 && value <= LIMITS.seed.max && Number.isInteger(value)
      if (!fits) this.#tell(key, text, null)
      return fits ? { [name]: value } : {}
    }) as { [Field in Name]?: number }
  }

  /** A size as a server makes it, or the nearest of its shape that is allowed. */
  size<Made extends object>(
    key: string,
    made: (size: InfotextSize) => Made,
    toFit: (size: InfotextSize) => { readonly size: InfotextSize; readonly odd: boolean } = wholeSize,
  ): Made | Record<never, never> {
    return this.found(key, (text) => {
      const told = infotextSize(this.info, key)
      if (told === null) {
        this.#tell(key, text, null)
        return {}
      }
      const { size, odd } = toFit(told)
      if (odd) this.#tell(key, text, `${size.width}x${size.height}`)
      return made(size)
    })
  }

  #tell(key: string, told: string, taken: number | string | null): void {
    this.odd.push({ key, told, taken: taken === null ? null : String(taken) })
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

/** A server rounds its sides down to multiples of 8 px. One that is too large or too small keeps its shape as far as that goes. */
function wholeSize({ width, height }: InfotextSize): { readonly size: InfotextSize; readonly odd: boolean } {
  const { min, max, step } = LIMITS.side
  const [longer, shorter] = [Math.max(width, height), Math.max(1, Math.min(width, height))]
  const scale = longer > max ? max / longer : shorter < min ? min / shorter : 1
  const whole = (side: number) => nearest(Math.floor((side * scale) / step) * step, LIMITS.side)
  const size = { width: whole(width), height: whole(height) }
  const odd = [width, height].some((side) => side > max || Math.floor(side / step) * step < min)
  return { size, odd }
}

/** Of a hires pass 0 stands for a side that follows the other one. */
function hiresSize({ width, height }: InfotextSize): { readonly size: InfotextSize; readonly odd: boolean } {
  const longer = Math.max(width, height)
  const scale = longer > LIMITS.side.max ? LIMITS.side.max / longer : 1
  return {
    size: { width: Math.round(width * scale), height: Math.round(height * scale) },
    odd: scale !== 1,
  }
}

const sizeTold = (read: Parameters): Partial<GenerationRequest> =>
  read.size(FIELDS.width.infotext, (size) => size)

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
    ...read.size(HIRES_RESIZE, (size) => size, hiresSize),
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
  const delta = read.seed(OPTION_KEYS.ENSD, 'ENSD')
  const faces = read.found(FIELDS.restoreFaces.infotext, (name) =>
    /^(true|false|none|)$/i.test(name) || name.length > 200 ? null : { [FACE_RESTORER]: name },
  )
  const overrides = { ...noise, ...delta, ...faces }
  return Object.keys(overrides).length === 0 ? {} : { overrides }
}
