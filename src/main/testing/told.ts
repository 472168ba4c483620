import { Reason } from '../../shared/words/reason.ts'
import { inWords } from '../../shared/words/say.ts'

/** A value with every reason in it as the words people read, for tests of what is told. An error becomes its fields and its message. */
export function told(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(told)
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  if (keys.length === 2 && 'kind' in value && 'params' in value) return inWords(Reason.parse(value))
  const message = value instanceof Error ? { message: value.message } : {}
  return {
    ...Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, told(inner)])),
    ...message,
  }
}
