import { readInfotext } from '../../../shared/infotext.ts'

/** Request fields by the keys an infotext has for them. */
const FIELDS: Readonly<Record<string, string>> = {
  Steps: 'steps',
  Sampler: 'sampler_name',
  'Schedule type': 'scheduler',
  'CFG scale': 'cfg_scale',
  Seed: 'seed',
  'Variation seed': 'subseed',
  'Variation seed strength': 'subseed_strength',
  'Denoising strength': 'denoising_strength',
  'Hires upscaler': 'hr_upscaler',
  'Hires steps': 'hr_second_pass_steps',
}
/** Options by the keys an infotext has for them. */
const OPTIONS: Readonly<Record<string, string>> = {
  'Clip skip': 'CLIP_stop_at_last_layers',
  VAE: 'sd_vae',
  RNG: 'randn_source',
  ENSD: 'eta_noise_seed_delta',
  'Model hash': 'sd_model_checkpoint',
}
const NAMES = new Set([
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
