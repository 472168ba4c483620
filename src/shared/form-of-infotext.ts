import type { GenerationRequest } from './generation.ts'
import { withKept } from './infotext-extras.ts'
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

/** All that an infotext makes of a form, as fields of it: what it tells, what it passes on, and what a picture was made without. Never throws. */
export function formOfInfotext(
  infotext: string,
  form: Pick<GenerationRequest, 'extra' | 'overrides'>,
): Partial<GenerationRequest> {
  const { fields, kept } = requestOfInfotext(infotext)
  const patch = { ...NOT_TOLD, prompts: [], ...fields }
  if (kept.length === 0) return patch
  return {
    ...patch,
    extra: kept.reduce((extra, each) => withKept(extra, each.extra), form.extra),
    overrides: Object.assign({}, fields.overrides ?? form.overrides, ...kept.map((each) => each.overrides)),
  }
}
