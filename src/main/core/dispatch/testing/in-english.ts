import type { Reason } from '../../../../shared/words/reason.ts'
import { inWords } from '../../../../shared/words/say.ts'

/** As `Value`, with sentences where reasons were. */
export type InEnglish<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends Reason
    ? string
    : Value extends readonly (infer Each)[]
      ? InEnglish<Each>[]
      : { [Key in keyof Value]: InEnglish<Value[Key]> }

const isReason = (value: object): value is Reason => 'kind' in value && 'params' in value

/** What people read of it: every reason in it as its sentence, `madeNone` in the past tense. For what is plain data. */
export function inEnglish<Value>(value: Value): InEnglish<Value> {
  return spoken(value, 'now') as InEnglish<Value>
}

function spoken(value: unknown, time: 'now' | 'past'): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map((each) => spoken(each, time))
  if (isReason(value)) return inWords(value, time)
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, spoken(each, key === 'madeNone' ? 'past' : time)]),
  )
}
