import type { ExtraProblem } from '../extra-fields.ts'
import type { MessageKey } from './catalogue.ts'
import type { Param, Reason } from './reason.ts'

/** The parts of an issue of zod that decide what is said of it; never its own message. */
export interface Issue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly divisor?: unknown
  readonly origin?: unknown
  /** false: the limit itself is too small or too big */
  readonly inclusive?: unknown
  readonly expected?: unknown
  /** of an issue that a schema of ours adds: `extra` is an ExtraProblem */
  readonly params?: { readonly extra?: unknown } | undefined
}

/** Fields that are told in px. */
const PIXELS: ReadonlySet<PropertyKey | undefined> = new Set(['width', 'height'])

/** What is wrong with a value, as it stands below its field: "Must be at most 30". */
export function issueReason(issue: Issue): Reason {
  const { about, params } = told(issue)
  return { kind: `request.issue.${about}` satisfies MessageKey, params }
}

/** The same as a sentence of its own: "Steps must be at most 150." `field`: its name. */
export function namedIssue(issue: Issue, field: Param): Reason {
  const { about, params } = told(issue)
  return { kind: `request.named.${about}` satisfies MessageKey, params: { ...params, field } }
}

type About<Key extends MessageKey> = Key extends `request.issue.${infer Name}` ? Name : never
interface Told {
  readonly about: About<MessageKey>
  readonly params: Readonly<Record<string, number | string>>
}

function told(issue: Issue): Told {
  const pixels = PIXELS.has(issue.path.at(-1))
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return { about: 'empty', params: {} }
      if (issue.inclusive === false) return { about: 'more-than', params: { minimum: Number(issue.minimum) } }
      return { about: pixels ? 'at-least-pixels' : 'at-least', params: { minimum: Number(issue.minimum) } }
    case 'too_big': {
      const params = { maximum: Number(issue.maximum) }
      if (issue.origin === 'string') return { about: 'too-long', params }
      if (issue.origin === 'array') return { about: 'too-many', params }
      return { about: pixels ? 'at-most-pixels' : 'at-most', params }
    }
    case 'not_multiple_of':
      return { about: pixels ? 'multiple-pixels' : 'multiple', params: { divisor: Number(issue.divisor) } }
    case 'invalid_type':
      if (issue.expected === 'int') return { about: 'whole-number', params: {} }
      if (issue.expected === 'string') return { about: 'text', params: {} }
      return { about: issue.expected === 'number' ? 'number' : 'not-valid', params: {} }
    case 'invalid_format':
      return { about: 'characters', params: {} }
    case 'custom':
      return issue.params?.extra === undefined
        ? { about: 'not-valid', params: {} }
        : toldOfExtra(issue.params.extra as ExtraProblem)
    default:
      return { about: 'not-valid', params: {} }
  }
}

function toldOfExtra(problem: ExtraProblem): Told {
  return problem.about === 'own-field'
    ? { about: problem.about, params: { name: problem.name } }
    : { about: `extra-${problem.about}`, params: {} }
}
