import { withUnitsOff } from './control-unit-fields.ts'
import type { ExtraFields } from './extra-fields.ts'
import type { GenerationRequest } from './generation.ts'
import { type KeptKey, withKept } from './infotext-extras.ts'
import { requestOfInfotext } from './request-of-infotext.ts'

/** What a picture was made without is off, though its text does not say so. */
export const NOT_TOLD = {
  hires: null,
  refiner: null,
  subseedStrength: 0,
  restoreFaces: null,
  tiling: null,
  seedResize: null,
  grid: null,
  prompts: [],
} as const satisfies Partial<GenerationRequest>

/** The further fields of a form that a text is put into: a picture whose text tells of no units of ControlNet was made without, so they are switched off. */
export const extraFor = (extra: ExtraFields, kept: readonly KeptKey[]): ExtraFields =>
  kept.some(({ units = [] }) => units.length > 0) ? extra : withUnitsOff(extra)

/** All that an infotext makes of a form, as fields of it: what it tells, what it passes on, and what a picture was made without. Never throws. */
export function formOfInfotext(
  infotext: string,
  form: Pick<GenerationRequest, 'extra' | 'overrides'>,
): Partial<GenerationRequest> {
  const { fields, kept } = requestOfInfotext(infotext)
  const patch = { ...NOT_TOLD, prompts: [], ...fields }
  const extra = extraFor(form.extra, kept)
  if (kept.length === 0) return extra === form.extra ? patch : { ...patch, extra }
  return {
    ...patch,
    extra: kept.reduce((before, each) => withKept(before, each.extra), extra),
    overrides: Object.assign({}, fields.overrides ?? form.overrides, ...kept.map((each) => each.overrides)),
  }
}
