import { readInfotext } from '../../../shared/infotext.ts'
import { HIRES_FIELDS, REQUEST_FIELDS } from '../../../shared/request-fields.ts'

/** A size holds two fields; the factor of a second pass is not read. */
const READ_APART = new Set(['Size', HIRES_FIELDS.scale.infotext])
/** Request fields by the keys an infotext has for them. */
const FIELDS: Readonly<Record<string, string>> = Object.fromEntries(
  [...Object.values(REQUEST_FIELDS), ...Object.values(HIRES_FIELDS)].flatMap(({ infotext, wire }) =>
    infotext === null || wire === null || READ_APART.has(infotext) ? [] : [[infotext, wire]],
  ),
)
/** Options by the keys an infotext has for them. */
const OPTIONS: Readonly<Record<string, string>> = {
  [REQUEST_FIELDS.clipSkip.infotext]: REQUEST_FIELDS.clipSkip.option,
  [REQUEST_FIELDS.vae.infotext]: REQUEST_FIELDS.vae.option,
  RNG: 'randn_source',
  ENSD: 'eta_noise_seed_delta',
  'Model hash': REQUEST_FIELDS.checkpoint.option,
}
const NAMES: ReadonlySet<string> = new Set([
  'sampler_name',
  'scheduler',
  'hr_upscaler',
  'sd_vae',
  'randn_source',
  'sd_model_checkpoint',
])

/** A body with what its field `infotext` says, where the body itself does not say it (modules/api/api.py, apply_infotext). */
export function withInfotext(body: Record<string, unknown>): Record<string, unknown> {
  if (typeof body.infotext !== 'string' || body.infotext === '') return body
  const { prompt, negativePrompt, parameters } = readInfotext(body.infotext)
  const filled: Record<string, unknown> = { prompt, negative_prompt: negativePrompt }
  const overrides: Record<string, unknown> = {}
  const read = (field: string, text: string) => (NAMES.has(field) ? text : Number(text))
  for (const [key, text] of parameters) {
    const [field, option] = [FIELDS[key], OPTIONS[key]]
    if (field !== undefined) filled[field] = read(field, text)
    if (option !== undefined) overrides[option] = read(option, text)
  }
  const size = /^(\d{1,6})x(\d{1,6})$/.exec(parameters.get('Size') ?? '')
  if (size !== null) Object.assign(filled, { width: Number(size[1]), height: Number(size[2]) })
  const given = typeof body.override_settings === 'object' ? body.override_settings : null
  return { ...filled, ...body, override_settings: { ...overrides, ...given } }
}
