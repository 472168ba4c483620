import { GenerationRequest } from '../../shared/generation.ts'
import { issueReason } from '../../shared/words/issue.ts'
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
