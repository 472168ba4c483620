import { ORDER_SEPARATOR } from '../../../shared/axis-labels.ts'
import { firstWrong, REQUEST_NAMES } from '../../../shared/field-names.ts'
import { GenerationRequest, Hires, Refiner } from '../../../shared/generation.ts'
import type { GridAxis, GridField } from '../../../shared/grid.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { type Issue, namedIssue } from '../../../shared/words/issue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { GenerationParams } from '../generation.ts'

/** What a value of an axis makes of the parameters; null: they cannot have it. */
type Apply = (params: GenerationParams, value: string, axis: GridAxis) => GenerationParams | null

interface Checked {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: unknown }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } }
}

/** What a value is checked by, and how it is read before. */
interface Value {
  readonly schema: Checked
  readonly read: (value: string) => unknown
}

/** A field of its own, checked by its schema. */
function field(name: keyof GenerationParams, { schema, read }: Value): Apply {
  return (params, value) => {
    const parsed = schema.safeParse(read(value))
    return parsed.success ? { ...params, [name]: parsed.data } : null
  }
}

/** A field of a part that must be switched on. */
function within(part: 'hires' | 'refiner' | 'imageToImage', name: string, { schema, read }: Value): Apply {
  return (params, value) => {
    const before = params[part]
    const parsed = schema.safeParse(read(value))
    return before === null || !parsed.success
      ? null
      : { ...params, [part]: { ...before, [name]: parsed.data } }
  }
}

const number = (text: string) => (text.trim() === '' ? Number.NaN : Number(text))
const text = (value: string) => value
/** sdwui's own script takes "None" for what is loaded. */
const nameOrNone = (value: string) => (/^none$/i.test(value) ? null : value)
const { shape } = GenerationRequest

/** What single values are checked by; a size is two, and the others are looked up or put into the prompt. */
const VALUES = {
  steps: { schema: shape.steps, read: number },
  'cfg-scale': { schema: shape.cfgScale, read: number },
  sampler: { schema: shape.sampler, read: text },
  scheduler: { schema: shape.scheduler, read: text },
  checkpoint: { schema: shape.checkpoint, read: nameOrNone },
  vae: { schema: shape.vae, read: text },
  'clip-skip': { schema: shape.clipSkip, read: number },
  // Drawn seeds are drawn before: here each has one.
  seed: { schema: shape.seed.min(0), read: number },
  subseed: { schema: shape.subseed.min(0), read: number },
  'subseed-strength': { schema: shape.subseedStrength, read: number },
  'denoising-strength': { schema: Hires.shape.denoisingStrength, read: number },
  'hires-scale': { schema: Hires.shape.scale, read: number },
  'hires-steps': { schema: Hires.shape.steps, read: number },
  'hires-upscaler': { schema: Hires.shape.upscaler, read: text },
  'refiner-switch-at': { schema: Refiner.shape.switchAt, read: number },
} satisfies Partial<Record<GridField, Value>>

const Sides = GenerationRequest.pick({ width: true, height: true })

/** null: it is not written as a size */
function sidesIn(value: string): { readonly width: number; readonly height: number } | null {
  const sides = /^(\d{1,5})\s*[x×]\s*(\d{1,5})$/i.exec(value.trim())
  return sides === null ? null : { width: Number(sides[1]), height: Number(sides[2]) }
}

function size(params: GenerationParams, value: string): GenerationParams | null {
  const sides = Sides.safeParse(sidesIn(value))
  return sides.success ? { ...params, ...sides.data } : null
}

/** Of images that are made from others, else of the second pass. */
function denoising(params: GenerationParams, value: string, axis: GridAxis): GenerationParams | null {
  const part = params.imageToImage === null ? 'hires' : 'imageToImage'
  return within(part, 'denoisingStrength', VALUES['denoising-strength'])(params, value, axis)
}

/** The first value of the axis is what is searched for; where neither prompt has it, there is nothing to replace. */
function replace(params: GenerationParams, value: string, { values }: GridAxis): GenerationParams | null {
  const [searched = ''] = values
  const { prompt, negativePrompt } = params
  if (searched === '' || !(prompt.includes(searched) || negativePrompt.includes(searched))) return null
  return {
    ...params,
    prompt: prompt.replaceAll(searched, () => value),
    negativePrompt: negativePrompt.replaceAll(searched, () => value),
  }
}

/** The words of the axis in the order of `value`, each in the place of the one that stood there. */
function reorder(params: GenerationParams, value: string, { values }: GridAxis): GenerationParams | null {
  const order = value.split(ORDER_SEPARATOR)
  const places = values.map((word) => ({ word, at: params.prompt.indexOf(word) })).sort((a, b) => a.at - b.at)
  if (places.some(({ at, word }) => at < 0 || word === '')) return null
  let prompt = ''
  let from = 0
  for (const [place, { at, word }] of places.entries()) {
    if (at < from) return null
    prompt += params.prompt.slice(from, at) + (order[place] ?? word)
    from = at + word.length
  }
  return { ...params, prompt: prompt + params.prompt.slice(from) }
}

function loraWeight(params: GenerationParams, value: string, { of }: GridAxis): GenerationParams | null {
  const weight = number(value)
  if (of === undefined || !Number.isFinite(weight)) return null
  const tag = `<lora:${of}:${weight}>`
  let found = false
  const prompt = params.prompt.replace(
    /<(?:lora|lyco):([^:>]{1,200})(?::[^>]{0,200})?>/gi,
    (written, name) => {
      if (name !== of) return written
      found = true
      return tag
    },
  )
  return { ...params, prompt: found ? prompt : `${prompt} ${tag}`.trim() }
}

const APPLY: Readonly<Record<GridField, Apply>> = {
  steps: field('steps', VALUES.steps),
  'cfg-scale': field('cfgScale', VALUES['cfg-scale']),
  sampler: field('sampler', VALUES.sampler),
  scheduler: field('scheduler', VALUES.scheduler),
  checkpoint: field('checkpoint', VALUES.checkpoint),
  vae: field('vae', VALUES.vae),
  'clip-skip': field('clipSkip', VALUES['clip-skip']),
  size,
  seed: field('seed', VALUES.seed),
  subseed: field('subseed', VALUES.subseed),
  'subseed-strength': field('subseedStrength', VALUES['subseed-strength']),
  'denoising-strength': denoising,
  'hires-scale': within('hires', 'scale', VALUES['hires-scale']),
  'hires-steps': within('hires', 'steps', VALUES['hires-steps']),
  'hires-upscaler': within('hires', 'upscaler', VALUES['hires-upscaler']),
  'refiner-checkpoint': (params, value) => {
    if (/^none$/i.test(value)) return { ...params, refiner: null }
    const refiner = Refiner.safeParse({ switchAt: params.refiner?.switchAt ?? 0.8, checkpoint: value })
    return refiner.success ? { ...params, refiner: refiner.data } : null
  },
  'refiner-switch-at': within('refiner', 'switchAt', VALUES['refiner-switch-at']),
  style: (params, value) =>
    /^none$/i.test(value) ? params : { ...params, styles: [...params.styles, value] },
  'prompt-replace': replace,
  'prompt-order': reorder,
  'lora-weight': loraWeight,
}

/** The parameters with a value of an axis; null: they cannot have it. */
export const withValue: Apply = (params, value, axis) => APPLY[axis.field](params, value, axis)

/** What keeps the parameters from having a value that `withValue` refused, in words that say what to do about it. */
export function refusedValue(params: GenerationParams, value: string, axis: GridAxis): Reason {
  const named = { axis: reason(`request.axis.${axis.field}`) }
  const { imageToImage, hires, refiner } = params
  if (axis.field === 'denoising-strength' && imageToImage === null && hires === null)
    return reason('request.axis-needs-hires-or-picture', named)
  if (axis.field.startsWith('hires-') && hires === null) return reason('request.axis-needs-hires', named)
  if (axis.field === 'refiner-switch-at' && refiner === null)
    return reason('request.axis-needs-refiner', named)
  const word = wordNotThere(params, axis)
  if (word !== null) return reason('request.axis-not-in-prompt', { ...named, word })
  const why = whyRefused(value, axis.field, named.axis)
  return why === null
    ? reason('request.axis-value', { ...named, value })
    : reason('request.axis-value-because', { ...named, value, why })
}

/** What its schema says, as a sentence about the axis, or about the side of a size; null: nothing else. */
function whyRefused(value: string, field: GridField, axis: Reason): Reason | null {
  if (field === 'size') {
    const sides = sidesIn(value)
    const parsed = sides === null ? null : Sides.safeParse(sides)
    return parsed?.error === undefined ? null : firstWrong(parsed.error, REQUEST_NAMES).why
  }
  const checks: Partial<Record<GridField, Value>> = VALUES
  const by = checks[field]
  const parsed = by?.schema.safeParse(by.read(value))
  const issue = parsed?.success === false ? parsed.error.issues[0] : undefined
  return issue === undefined ? null : namedIssue(issue, axis)
}

/** What an axis looks for in the prompt in vain; null: it is there, or nothing is looked for. */
function wordNotThere(
  { prompt, negativePrompt }: GenerationParams,
  { field, values }: GridAxis,
): string | null {
  if (field === 'prompt-order') return values.find((word) => !prompt.includes(word)) ?? null
  const [searched = ''] = values
  if (field !== 'prompt-replace' || [prompt, negativePrompt].some((text) => text.includes(searched)))
    return null
  return searched
}
