import type { Problem } from '../../shared/problem.ts'
import { plainText, reason } from '../../shared/words/catalogue.ts'
import { inWords } from '../../shared/words/say.ts'

/** A call of the contract that was answered with a problem: what happened, what to do, which field. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(inWords(problem.message))
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** Any thrown value as a problem that can be shown. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return {
    kind: 'internal',
    message: plainText(error instanceof Error ? error.message : String(error)),
    remedy: reason('panel.failure.remedy'),
    field: null,
  }
}
