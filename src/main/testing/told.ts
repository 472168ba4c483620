import type { Reason } from '../../shared/words/reason.ts'
import { inWords } from '../../shared/words/say.ts'

/** As `Value`, with sentences where reasons were. */
export type Told<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends Reason
    ? string
    : Value extends readonly (infer Each)[]
      ? Told<Each>[]
      : { [Key in keyof Value]: Told<Value[Key]> }

const isReason = (value: object): value is Reason => 'kind' in value && 'params' in value

/**
 * A value with every reason in it as the words people read, `madeNone` in the past tense: for tests of what is told. Plain data; an error
 * becomes its fields and its message.
 */
export function told<Value>(value: Value): Told<Value> {
  return spoken(value, 'now') as Told<Value>
}

function spoken(value: unknown, time: 'now' | 'past'): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map((each) => spoken(each, time))
  if (isReason(value)) return inWords(value, time)
  return {
    ...Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, spoken(each, key === 'madeNone' ? 'past' : time)]),
    ),
    ...(value instanceof Error ? { message: value.message } : {}),
  }
}
