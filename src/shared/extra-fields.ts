import { z } from 'zod'
import { isRecord } from './is-record.ts'
import { type Bounds, excessOf } from './request-size.ts'

/** JSON, as it stands in the body of a request. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Fields of a body that the request has no field of its own for: sent as they were given. */
export type ExtraFields = Readonly<Record<string, Json>>

/** Limits of the extra fields of one request. */
export const EXTRA_LIMITS = { characters: 1 << 20, values: 20_000, depth: 24 } as const satisfies Bounds

/** Fields that the request has of its own (request-fields.ts), or that decide how many images are made, of which size, and who is asked. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  ...[
    'prompt',
    'negative_prompt',
    'styles',
    'refiner_checkpoint',
    'refiner_switch_at',
    'restore_faces',
    'tiling',
  ],
  ...['seed_resize_from_w', 'seed_resize_from_h', 'hr_checkpoint_name', 'hr_sampler_name', 'hr_scheduler'],
  ...[
    'hr_prompt',
    'hr_negative_prompt',
    'hr_resize_y',
    'resize_mode',
    'mask_blur',
    'mask_blur_x',
    'mask_blur_y',
  ],
  ...[
    'mask_round',
    'inpainting_fill',
    'inpaint_full_res',
    'inpaint_full_res_padding',
    'inpainting_mask_invert',
  ],
  ...['latent_mask', 'include_init_images'],
  ...['sampler_name', 'sampler_index', 'scheduler', 'steps', 'cfg_scale'],
  ...['width', 'height', 'seed', 'subseed', 'subseed_strength', 'enable_hr', 'hr_scale', 'hr_upscaler'],
  ...['hr_second_pass_steps', 'denoising_strength', 'hr_resize_x', 'firstphase_width'],
  ...['firstphase_height', 'firstpass_image', 'init_images', 'mask', 'script_name', 'script_args'],
  ...['batch_size', 'n_iter', 'force_task_id', 'send_images', 'save_images', 'do_not_save_samples'],
  ...['do_not_save_grid', 'infotext'],
  ...['override_settings', 'override_settings_restore_afterwards'],
])
/** No object of ours gets a field by these names. */
const PROTOTYPE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Why extra fields cannot be sent. `name`: the field at fault. */
export type ExtraProblem =
  | { readonly about: 'own-field'; readonly name: string }
  | { readonly about: 'too-large' | 'too-deep' | 'not-json' | 'not-object' }

/** What is wrong with extra fields; null: nothing. Linear in their size, which is bounded by EXTRA_LIMITS. */
export function extraProblem(value: unknown): ExtraProblem | null {
  if (!isRecord(value)) return { about: 'not-object' }
  const own = Object.keys(value).find((key) => OWN_FIELDS.has(key))
  if (own !== undefined) return { about: 'own-field', name: own }
  if (value.alwayson_scripts !== undefined && !isRecord(value.alwayson_scripts))
    return { about: 'not-object' }
  return jsonProblem(value)
}

/** What keeps a value from being an object of JSON within the limits; null: nothing. */
function jsonProblem(value: unknown): ExtraProblem | null {
  if (!isRecord(value)) return { about: 'not-object' }
  const excess = excessOf(value, EXTRA_LIMITS)
  if (excess === 'depth') return { about: 'too-deep' }
  if (excess === 'values' || excess === 'characters') return { about: 'too-large' }
  return excess === null && isJson(value) ? null : { about: 'not-json' }
}

/** Of a value within the limits, so that its depth cannot exhaust the stack. */
function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  if (isRecord(value))
    return Object.entries(value).every(([key, item]) => !PROTOTYPE.has(key) && isJson(item))
  return value === null || typeof value === 'string' || typeof value === 'boolean'
}

/** A JSON value within the limits of extra fields. */
export const Json = z.custom<Json>().superRefine((value, context) => {
  if (excessOf(value, EXTRA_LIMITS) !== null || !isJson(value))
    context.addIssue({ code: 'custom', params: { extra: { about: 'not-json' } } })
})

/** Options that the request has fields for. */
const OWN_OPTIONS: ReadonlySet<string> = new Set([
  ...['sd_model_checkpoint', 'sd_vae', 'CLIP_stop_at_last_layers', 'forge_additional_modules'],
  // What answers could not be read with.
  ...['samples_format', 'return_grid', 'return_mask', 'return_mask_composite'],
])

/** Schema of options that a request overrides, by their keys. An issue has the ExtraProblem in `params.extra`. */
export const OptionOverrides = z.custom<ExtraFields>().superRefine((value, context) => {
  const own = isRecord(value) ? Object.keys(value).find((key) => OWN_OPTIONS.has(key)) : undefined
  const problem = own === undefined ? jsonProblem(value) : ({ about: 'own-field', name: own } as const)
  if (problem !== null) context.addIssue({ code: 'custom', params: { extra: problem } })
})

/** Schema of the extra fields. An issue has the ExtraProblem in `params.extra`. */
export const ExtraFields = z.custom<ExtraFields>().superRefine((value, context) => {
  const problem = extraProblem(value)
  if (problem !== null) context.addIssue({ code: 'custom', params: { extra: problem } })
})

/** Titles of the always-on scripts that they name. */
export const extraScripts = ({ alwayson_scripts: scripts }: ExtraFields): string[] =>
  isRecord(scripts) ? Object.keys(scripts) : []

/** What they are, by name: fields, and the titles of scripts in place of the one field that holds them. */
export const extraNames = (extra: ExtraFields): string[] => [
  ...Object.keys(extra).filter((name) => name !== 'alwayson_scripts'),
  ...extraScripts(extra),
]
