import { unitsOn } from '../../../../shared/control-unit-fields.ts'
import type { ExtraFields } from '../../../../shared/extra-fields.ts'
import { extraFor, NOT_TOLD } from '../../../../shared/form-of-infotext.ts'
import type { GenerationRequest } from '../../../../shared/generation.ts'
import { type KeptKey, presentOf, withKept } from '../../../../shared/infotext-extras.ts'
import type { OddNumber } from '../../../../shared/infotext-number.ts'
import { REQUEST_FIELDS } from '../../../../shared/request-fields.ts'
import { requestOfInfotext } from '../../../../shared/request-of-infotext.ts'
import { percent } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
import { fieldsOf } from '../../../state/fields-of.ts'

type Patch = Partial<GenerationRequest>

/** One line of the review: what would change together. */
export interface ReviewRow {
  readonly name: string
  readonly label: string
  readonly before: string
  readonly after: string
  readonly patch: Patch
  /** sent beside the fields of the form; absent: nothing */
  readonly kept?: KeptKey
}

export interface Review {
  readonly rows: readonly ReviewRow[]
  /** settings that the form has already */
  readonly same: number
  /** keys that nothing can be made of */
  readonly left: readonly string[]
  /** numbers that are not as they must be, with what would be taken instead */
  readonly odd: readonly OddNumber[]
}

/** What the infotext of a picture would change in the form, what it would not, and what of it there is no field for. Never throws. */
export function reviewOf(infotext: string, form: GenerationRequest): Review {
  const { fields, kept, left, odd } = requestOfInfotext(infotext)
  // Sizes go together, and the name of one field stands for both.
  const { width, height, ...others } = fields
  const told: Patch = { ...NOT_TOLD, ...others }
  const rows: ReviewRow[] = []
  let same = 0
  const compare = (name: string, label: string, patch: Patch, words: (of: Patch) => string) => {
    const before = fieldsOf<Patch>(form, patch)
    if (JSON.stringify(before) !== JSON.stringify(patch))
      rows.push({ name, label, before: words(before), after: words(patch), patch })
    else if (Object.keys(patch).some((key) => key in fields)) same++
  }
  for (const name of FIELDS) {
    const value = told[name]
    if (value !== undefined)
      compare(name, labelOf(name), { [name]: value }, (of) => valueWords(name, of[name]))
    if (name === 'scheduler' && width !== undefined && height !== undefined)
      compare('size', say('request.field.size'), { width, height }, (of) =>
        say('review.size-is', { width: String(of.width), height: String(of.height) }),
      )
  }
  for (const each of kept) {
    const before = presentOf(form, each)
    const after = presentOf(each, each)
    if (JSON.stringify(before) === JSON.stringify(after)) same++
    else
      rows.push({
        ...{ name: `kept ${each.key}`, label: each.key, after: each.value, patch: {}, kept: each },
        before: before === null ? '' : keptWords(before),
      })
  }
  const withoutUnits = extraFor(form.extra, kept)
  if (withoutUnits !== form.extra)
    rows.push({
      ...{ name: 'units', label: say('control.title') },
      before: say('review.units', { count: unitsOn(form.extra) }),
      after: say('review.units-off'),
      patch: { extra: withoutUnits },
    })
  return { rows, same, left, odd }
}

/** A value in a line: what is no word or number is only said to be there. */
const keptWords = (value: NonNullable<unknown>): string =>
  typeof value === 'object' ? say('review.on') : String(value)

/** What the form becomes with these rows. */
export function patchOf(rows: readonly ReviewRow[], form: GenerationRequest): Patch {
  const patch: Patch = Object.assign({}, ...rows.map((row) => row.patch))
  const kept = rows.flatMap((row) => row.kept ?? [])
  if (kept.length === 0) return patch
  const overrides: ExtraFields = Object.assign(
    {},
    patch.overrides ?? form.overrides,
    ...kept.map((each) => each.overrides),
  )
  return {
    ...patch,
    extra: kept.reduce((extra, each) => withKept(extra, each.extra), patch.extra ?? form.extra),
    overrides,
  }
}

/** In the order of the form. */
const FIELDS = [
  ...(['prompt', 'negativePrompt', 'checkpoint', 'sampler', 'scheduler', 'steps', 'cfgScale'] as const),
  ...(['seed', 'subseedStrength', 'subseed', 'hires', 'refiner', 'vae', 'clipSkip'] as const),
  ...(['restoreFaces', 'tiling', 'seedResize', 'overrides', 'grid', 'prompts'] as const),
]
type Field = (typeof FIELDS)[number]

function labelOf(field: Field): string {
  if (field === 'hires') return say('review.hires')
  const { label } = REQUEST_FIELDS[field]
  return label === null ? field : say(label)
}

function valueWords(field: Field, value: unknown): string {
  const form = { [field]: value } as Patch
  switch (field) {
    case 'checkpoint':
      return form.checkpoint ?? say('review.as-loaded')
    case 'vae':
      return form.vae ?? say('review.as-set')
    case 'seed':
    case 'subseed':
      return value === -1 ? say('review.random') : String(value)
    case 'hires': {
      const { hires } = form
      if (hires == null) return say('generate.off')
      const { scale, upscaler, denoisingStrength: denoising } = hires
      return say('review.hires-is', { scale: String(scale), upscaler, denoising: String(denoising) })
    }
    case 'refiner': {
      const { refiner } = form
      if (refiner == null) return say('generate.off')
      return say('review.refiner-is', { checkpoint: refiner.checkpoint, share: percent(refiner.switchAt) })
    }
    case 'seedResize':
      return form.seedResize == null
        ? say('generate.off')
        : say('review.size-is', {
            width: String(form.seedResize.width),
            height: String(form.seedResize.height),
          })
    case 'restoreFaces':
    case 'tiling':
      return value === null ? say('review.as-set') : say(value === true ? 'review.on' : 'generate.off')
    case 'grid':
      return form.grid == null ? say('generate.off') : say('review.axes', { count: form.grid.axes.length })
    case 'prompts':
      return say('review.lines', { count: form.prompts?.length ?? 0 })
    case 'overrides':
      return (
        Object.entries(form.overrides ?? {})
          .map(([key, option]) => `${key}: ${JSON.stringify(option)}`)
          .join(', ') || say('review.none')
      )
    default:
      return String(value)
  }
}
