import { GenerationRequest } from '../../shared/generation.ts'

/** What is wrong with a form, by dotted path of the field, in words that stand under it. */
export type FormErrors = Readonly<Record<string, string>>

export const NO_ERRORS: FormErrors = {}

/** Checks a form with the schema of the contract; the first thing that is wrong with each field. */
export function formErrors(form: GenerationRequest): FormErrors {
  const parsed = GenerationRequest.safeParse(form)
  if (parsed.success) return NO_ERRORS
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.')
    errors[path] ??= wordsFor(issue)
  }
  return errors
}

/** The parts of a zod issue that the words are made of. */
interface Issue {
  readonly code?: string | undefined
  readonly message: string
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly origin?: unknown
}

/** The schema's own sentence where it has one; else one made from what was expected. */
function wordsFor(issue: Issue): string {
  const { code, message } = issue
  if (code === 'invalid_type')
    return /NaN/.test(message) || /number/.test(message) ? 'A number is needed' : sentence(message)
  if (!/^(Too|Invalid)/.test(message)) return sentence(message)
  if (code === 'too_big') {
    return issue.origin === 'string'
      ? `At most ${String(issue.maximum)} characters`
      : `Must be at most ${String(issue.maximum)}`
  }
  if (code === 'too_small') {
    return issue.origin === 'string' ? 'Must not be empty' : `Must be at least ${String(issue.minimum)}`
  }
  return sentence(message)
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
