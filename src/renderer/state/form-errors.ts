import { GenerationRequest } from '../../shared/generation.ts'
import { type MessageKey, reason } from '../../shared/words/catalogue.ts'
import { issueReason, namedIssue } from '../../shared/words/issue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { inWords } from '../../shared/words/say.ts'

/** What is wrong with a form, by dotted path of the field, in words that stand under it. */
export type FormErrors = Readonly<Record<string, string>>

const NO_ERRORS: FormErrors = {}

/** Checks a form with the schema of the contract; the first thing that is wrong with each field. */
export function formErrors(form: GenerationRequest): FormErrors {
  const parsed = GenerationRequest.safeParse(form)
  if (parsed.success) return NO_ERRORS
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) errors[issue.path.join('.')] ??= inWords(issueReason(issue))
  return errors
}

/** The first thing that is wrong with a form, as a sentence that names the field; null: nothing is. */
export function firstError(form: GenerationRequest): { readonly field: string; readonly why: Reason } | null {
  const issue = GenerationRequest.safeParse(form).error?.issues[0]
  if (issue === undefined) return null
  const field = issue.path.join('.')
  const name = FIELD_NAMES[field]
  return { field, why: namedIssue(issue, name === undefined ? field : reason(name)) }
}

const FIELD_NAMES: Readonly<Record<string, MessageKey & `request.field.${string}`>> = {
  prompt: 'request.field.prompt',
  negativePrompt: 'request.field.negative-prompt',
  checkpoint: 'request.field.checkpoint',
  vae: 'request.field.vae',
  sampler: 'request.field.sampler',
  scheduler: 'request.field.scheduler',
  steps: 'request.field.steps',
  cfgScale: 'request.field.cfg-scale',
  width: 'request.field.width',
  height: 'request.field.height',
  seed: 'request.field.seed',
  subseed: 'request.field.subseed',
  subseedStrength: 'request.field.subseed-strength',
  images: 'request.field.images',
  clipSkip: 'request.field.clip-skip',
  'hires.scale': 'request.field.hires-scale',
  'hires.steps': 'request.field.hires-steps',
  'hires.denoisingStrength': 'request.field.denoising-strength',
}
