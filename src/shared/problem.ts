import { z } from 'zod'
import { reason } from './words/catalogue.ts'
import { type Reason, StoredReason } from './words/reason.ts'
import { inWords } from './words/say.ts'

/** What went wrong, in a form a person and a program can act on. */
export const ProblemKind = z.enum([
  // what a caller can get wrong
  'bad-request',
  'not-found',
  'not-now',
  // what a worker or the way to it can do (scheduling.md, failure rules)
  'unreachable',
  'dns',
  'connection-reset',
  'timeout',
  'tls',
  'tls-changed',
  'gateway',
  'auth',
  /** a gateway's page for people where the server's answer is due */
  'sign-in-page',
  'not-ready',
  'no-api',
  'not-sdwui',
  'rate-limited',
  'validation',
  'unknown-sampler',
  'out-of-memory',
  'server-error',
  'cut-short',
  'invalid-answer',
  'too-large',
  'hung',
  'substituted',
  'aborted',
  // the machine the panel runs on
  /** a picture that a request is made from is not stored here any more */
  'input-missing',
  'storage-full',
  'storage-denied',
  'storage-broken',
  /** the system keeps no secrets: the user is asked whether a password may be stored in clear */
  'no-keyring',
  'settings-broken',
  'internal',
])
export type ProblemKind = z.infer<typeof ProblemKind>

export const Problem = z.object({
  kind: ProblemKind,
  /** one sentence: what happened */
  message: StoredReason,
  /** one sentence: what to do; null when there is nothing to do */
  remedy: StoredReason.nullable(),
  /** dotted path of the field that is wrong, for `bad-request` */
  field: z.string().nullable().default(null),
})
export type Problem = z.infer<typeof Problem>

/** What happened and, where there is something to do, what: as one reason. */
export const withRemedy = ({ message, remedy }: Pick<Problem, 'message' | 'remedy'>): Reason =>
  remedy === null ? message : reason('common.what-and-remedy', { what: message, remedy })

/** The same as one line of words. */
export const sentences = (problem: Pick<Problem, 'message' | 'remedy'>): string =>
  inWords(withRemedy(problem))
