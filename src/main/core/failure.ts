import type { InputId } from '../../shared/input-picture.ts'
import type { Problem, ProblemKind } from '../../shared/problem.ts'
import { plainText, reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { inWords } from '../../shared/words/say.ts'

/** The kinds a worker, or the way to it, can fail with (scheduling.md, "Failure rules"). */
export type FailureKind = Extract<
  ProblemKind,
  | 'unreachable'
  | 'dns'
  | 'connection-reset'
  | 'timeout'
  | 'tls'
  | 'tls-changed'
  | 'gateway'
  | 'auth'
  | 'sign-in-page'
  | 'not-ready'
  | 'no-api'
  | 'not-sdwui'
  | 'rate-limited'
  | 'validation'
  | 'unknown-sampler'
  | 'out-of-memory'
  | 'server-error'
  | 'cut-short'
  | 'invalid-answer'
  | 'too-large'
  | 'hung'
  | 'substituted'
  | 'aborted'
  | 'input-missing'
>

/** A typed error with a reason and an action. Thrown at the edge, turned into values in the core. A text stands for itself: words of others. */
export class TributaryError extends Error {
  readonly kind: ProblemKind
  /** what happened, as data; `message` is its sentence, for logs */
  readonly what: Reason
  readonly remedy: Reason | null
  readonly field: string | null

  constructor(
    kind: ProblemKind,
    message: Reason | string,
    remedy: Reason | string | null = null,
    options: { field?: string; cause?: unknown } = {},
  ) {
    super(inWords(message), options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'TributaryError'
    this.kind = kind
    this.what = asReason(message)
    this.remedy = remedy === null ? null : asReason(remedy)
    this.field = options.field ?? null
  }

  toProblem(): Problem {
    return { kind: this.kind, message: this.what, remedy: this.remedy, field: this.field }
  }
}

/** What a worker answered, or failed to. The only error a WorkerPort may throw besides a programming mistake. */
export class WorkerFailure extends TributaryError {
  declare readonly kind: FailureKind
  /** HTTP status, where one came */
  readonly status: number | null
  /** real seconds after which it asks to be asked again; null: it does not say */
  readonly retryAfterSeconds: number | null

  constructor(
    kind: FailureKind,
    message: Reason | string,
    remedy: Reason | string | null = null,
    options: { status?: number; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(kind, message, remedy, options)
    this.name = 'WorkerFailure'
    this.status = options.status ?? null
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }
}

/** A picture that requests refer to is not stored here any more: no worker can do anything about that. */
export class InputMissing extends TributaryError {
  readonly id: InputId

  constructor(id: InputId) {
    super('not-found', reason('inputs.gone', { name: id.slice(0, 12) }), reason('inputs.gone.remedy'))
    this.name = 'InputMissing'
    this.id = id
  }
}

const asReason = (words: Reason | string): Reason => (typeof words === 'string' ? plainText(words) : words)

/** A Problem of whatever was thrown; a thing nobody typed becomes `internal`, with its own words. */
export function problemOf(error: unknown): Problem {
  if (error instanceof TributaryError) return error.toProblem()
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'internal', message: plainText(message), remedy: null, field: null }
}

const NOBODY_THERE: ReadonlySet<FailureKind> = new Set(['unreachable', 'dns', 'timeout', 'connection-reset'])

/** A call that failed so has found nobody; another failure is an answer of a kind. */
export const foundNobody = (error: unknown): boolean =>
  error instanceof WorkerFailure && NOBODY_THERE.has(error.kind)
