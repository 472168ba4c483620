import { z } from 'zod'

/** JSON, as it stands in the body of a request. */
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Fields of a txt2img body that the request has no field of its own for: sent as they were given. */
export type ExtraFields = Readonly<Record<string, Json>>

/** Limits of the extra fields of one request. */
export const EXTRA_LIMITS = { characters: 1 << 20, values: 20_000, depth: 24 } as const

/** Fields that the request has of its own (request-fields.ts), or that decide how many images are made, of which size, and who is asked. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  ...['prompt', 'negative_prompt', 'sampler_name', 'sampler_index', 'scheduler', 'steps', 'cfg_scale'],
  ...['width', 'height', 'seed', 'subseed', 'subseed_strength', 'enable_hr', 'hr_scale', 'hr_upscaler'],
  ...['hr_second_pass_steps', 'denoising_strength', 'hr_resize_x', 'hr_resize_y', 'firstphase_width'],
  ...['firstphase_height', 'firstpass_image', 'init_images', 'mask', 'script_name', 'script_args'],
  ...['batch_size', 'n_iter', 'force_task_id', 'send_images', 'save_images', 'do_not_save_samples'],
  ...['do_not_save_grid', 'infotext'],
  // Servers keep some of what is overridden (decision 24): only options that are put back are sent.
  ...['override_settings', 'override_settings_restore_afterwards'],
])
/** No object of ours gets a field by these names. */
const PROTOTYPE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Why extra fields cannot be sent. `name`: the field or option at fault. */
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
  return sizeProblem(value)
}

/** Walks it without recursion: a deep one must not exhaust the stack. */
function sizeProblem(root: unknown): ExtraProblem | null {
  let { characters, values } = EXTRA_LIMITS as { characters: number; values: number }
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next
    if (--values < 0 || characters < 0) return { about: 'too-large' }
    if (typeof value === 'string') characters -= value.length
    else if (typeof value === 'number') {
      if (!Number.isFinite(value)) return { about: 'not-json' }
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= EXTRA_LIMITS.depth) return { about: 'too-deep' }
      if (Array.isArray(value) && value.length > values) return { about: 'too-large' }
      for (const [key, child] of Object.entries(value)) {
        if (PROTOTYPE.has(key)) return { about: 'not-json' }
        if (!Array.isArray(value)) characters -= key.length
        waiting.push({ value: child, depth: depth + 1 })
      }
    } else if (value !== null && typeof value !== 'boolean') return { about: 'not-json' }
  }
  return characters < 0 ? { about: 'too-large' } : null
}

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
