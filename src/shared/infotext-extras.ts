import { titleIn, withAlwaysOn } from './always-on.ts'
import { unitsInWords, unitsOfInfotext } from './control-infotext.ts'
import type { UnitFields } from './control-units.ts'
import type { ExtraFields, Json } from './extra-fields.ts'
import { numberIn, type OddNumber } from './infotext-number.ts'

/** Something an infotext tells that no field of a request stands for, and how it is sent all the same. */
export interface KeptKey {
  /** as the text calls it; "ADetailer" and "ControlNet" for all of their keys together */
  readonly key: string
  /** what a person reads of it */
  readonly value: string
  /** further fields of a body */
  readonly extra: ExtraFields
  /** options of the server */
  readonly overrides: ExtraFields
  /** units of ControlNet, whose pictures no text holds */
  readonly units?: readonly UnitFields[]
}

type Kind = 'number' | 'switch' | 'text'

/** Further fields of a body by their keys in infotexts (modules/processing.py, sd_samplers_common.py; the last three of Forge). */
const BODY_FIELDS: Readonly<Record<string, string>> = {
  Eta: 'eta',
  'Eta DDIM': 'eta',
  'Sigma churn': 's_churn',
  'Sigma tmin': 's_tmin',
  'Sigma tmax': 's_tmax',
  'Sigma noise': 's_noise',
  NGMS: 's_min_uncond',
  'Distilled CFG Scale': 'distilled_cfg_scale',
  'Hires CFG Scale': 'hr_cfg',
  'Hires Distilled CFG Scale': 'hr_distilled_cfg',
}

/** Options that write themselves into infotexts (modules/shared_options.py). */
const OPTIONS: Readonly<Record<string, readonly [option: string, kind: Kind]>> = {
  'Schedule min sigma': ['sigma_min', 'number'],
  'Schedule max sigma': ['sigma_max', 'number'],
  'Schedule rho': ['rho', 'number'],
  'Discard penultimate sigma': ['always_discard_next_to_last_sigma', 'switch'],
  'SGM noise multiplier': ['sgm_noise_multiplier', 'switch'],
  'UniPC variant': ['uni_pc_variant', 'text'],
  'UniPC skip type': ['uni_pc_skip_type', 'text'],
  'UniPC order': ['uni_pc_order', 'number'],
  'Noise Schedule': ['sd_noise_schedule', 'text'],
  'Skip Early CFG': ['skip_early_cond', 'number'],
  'NGMS all steps': ['s_min_uncond_all', 'switch'],
  'Token merging ratio': ['token_merging_ratio', 'number'],
  'Token merging ratio hr': ['token_merging_ratio_hr', 'number'],
  'Pad conds': ['pad_cond_uncond', 'switch'],
  Emphasis: ['emphasis', 'text'],
  'Downcast alphas_cumprod': ['use_downcasted_alpha_bar', 'switch'],
}

/** Settings of one tab of ADetailer by what stands behind its name in infotexts, lower case (args.py of adetailer). */
const DETAILER: Readonly<Record<string, readonly [field: string, kind: Kind]>> = {
  model: ['ad_model', 'text'],
  prompt: ['ad_prompt', 'text'],
  'negative prompt': ['ad_negative_prompt', 'text'],
  confidence: ['ad_confidence', 'number'],
  'dilate erode': ['ad_dilate_erode', 'number'],
  'dilate/erode': ['ad_dilate_erode', 'number'],
  'x offset': ['ad_x_offset', 'number'],
  'y offset': ['ad_y_offset', 'number'],
  'mask merge invert': ['ad_mask_merge_invert', 'text'],
  'mask blur': ['ad_mask_blur', 'number'],
  'denoising strength': ['ad_denoising_strength', 'number'],
  'inpaint only masked': ['ad_inpaint_only_masked', 'switch'],
  'inpaint padding': ['ad_inpaint_only_masked_padding', 'number'],
  'use inpaint width height': ['ad_use_inpaint_width_height', 'switch'],
  'inpaint width': ['ad_inpaint_width', 'number'],
  'inpaint height': ['ad_inpaint_height', 'number'],
  'use separate steps': ['ad_use_steps', 'switch'],
  steps: ['ad_steps', 'number'],
  'use separate cfg scale': ['ad_use_cfg_scale', 'switch'],
  'cfg scale': ['ad_cfg_scale', 'number'],
  'restore face': ['ad_restore_face', 'switch'],
}
const DETAILER_KEY = /^ADetailer (.{1,40}?)(?: (2nd|3rd|[4-9]th))?$/i
const LONGEST_TEXT = 10_000

/**
 * What can be sent of keys that no field of a request was made of, and which of them that takes up. A value that is not what its key needs is
 * passed over. Linear in their number.
 */
export function extrasOfInfotext(parameters: ReadonlyMap<string, string>): {
  readonly kept: readonly KeptKey[]
  readonly used: ReadonlySet<string>
  /** what of the keys that are used up nothing was made of */
  readonly left: readonly string[]
  readonly odd: readonly OddNumber[]
} {
  const used = new Set<string>()
  const kept: KeptKey[] = []
  for (const [key, value] of parameters) {
    const field = Object.hasOwn(BODY_FIELDS, key) ? BODY_FIELDS[key] : undefined
    const [option, kind] = (Object.hasOwn(OPTIONS, key) ? OPTIONS[key] : undefined) ?? []
    const read = readAs(value, kind ?? 'number')
    if (read === null || (field === undefined && option === undefined)) continue
    used.add(key)
    kept.push({
      ...{ key, value },
      extra: field === undefined ? {} : { [field]: read },
      overrides: option === undefined ? {} : { [option]: read },
    })
  }
  const detailer = detailerOf(parameters, used)
  if (detailer !== null) kept.push(detailer)
  const { units, left, odd, ...control } = unitsOfInfotext(parameters)
  for (const key of control.used) used.add(key)
  if (units.length > 0)
    kept.push({
      ...{ key: 'ControlNet', value: unitsInWords(units), units, overrides: {} },
      extra: { alwayson_scripts: { ControlNet: { args: units } } },
    })
  return { kept, used, left, odd }
}

/** Further fields with another set of them in their place; of scripts, those of both. */
export function withKept(extra: ExtraFields, more: ExtraFields): ExtraFields {
  const { alwayson_scripts: scripts, ...others } = more
  const args = (scripts as Readonly<Record<string, { readonly args: readonly Json[] }>> | undefined) ?? {}
  return Object.entries(args).reduce(
    (made, [title, script]) => withAlwaysOn(made, titleIn(made, title), script.args),
    { ...extra, ...others },
  )
}

function detailerOf(parameters: ReadonlyMap<string, string>, used: Set<string>): KeptKey | null {
  const tabs = new Map<number, Record<string, Json>>()
  for (const [key, value] of parameters) {
    const [, name = '', place = '1'] = DETAILER_KEY.exec(key) ?? []
    const about = name.toLowerCase()
    if (about === 'version') used.add(key)
    const [field, kind] = (Object.hasOwn(DETAILER, about) ? DETAILER[about] : undefined) ?? []
    const read = kind === undefined ? null : readAs(value, kind)
    if (field === undefined || read === null) continue
    used.add(key)
    const at = Number.parseInt(place, 10)
    tabs.set(at, { ...tabs.get(at), [field]: read })
  }
  const asked = [...tabs].sort(([a], [b]) => a - b).flatMap(([, tab]) => ('ad_model' in tab ? [tab] : []))
  if (asked.length === 0) return null
  return {
    key: 'ADetailer',
    value: asked.map(({ ad_model: model }) => String(model)).join(', '),
    extra: { alwayson_scripts: { adetailer: { args: [true, false, ...asked] } } },
    overrides: {},
  }
}

/** What an infotext writes as a value of that kind; null: it is none. */
function readAs(text: string, kind: Kind): Json {
  if (kind === 'switch') return text === 'True' ? true : text === 'False' ? false : null
  if (kind === 'text') return text.length <= LONGEST_TEXT ? text : null
  const value = numberIn(text)
  return value !== null && Math.abs(value) < 1e9 ? value : null
}

/** What the fields of a form say now of what a text tells; null: nothing. */
export function presentOf(
  form: { readonly extra: ExtraFields; readonly overrides: ExtraFields },
  { extra, overrides }: KeptKey,
): Json {
  const [option] = Object.keys(overrides)
  if (option !== undefined) return form.overrides[option] ?? null
  const [field] = Object.keys(extra)
  if (field !== 'alwayson_scripts') return form.extra[field ?? ''] ?? null
  const scripts = form.extra.alwayson_scripts
  if (typeof scripts !== 'object' || scripts === null) return null
  const [wanted = ''] = Object.keys(extra.alwayson_scripts ?? {})
  const found = Object.entries(scripts).find(([title]) => title.toLowerCase() === wanted.toLowerCase())
  return found?.[1] ?? null
}
