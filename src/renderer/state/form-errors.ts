import { GenerationRequest } from '../../shared/generation.ts'
import { labelAt } from '../../shared/request-fields.ts'
import { reason } from '../../shared/words/catalogue.ts'
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
  const name = labelAt(field)
  return { field, why: namedIssue(issue, name === null ? field : reason(name)) }
}
