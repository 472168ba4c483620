import { z } from 'zod'

/** Longest text that one parameter may carry, UTF-16 units. */
const TEXT_LIMIT = 20_000
/** Entries of a parameter that is a list. */
const LIST_LIMIT = 2_000

/** What fills a place in a sentence: a name, a number, another reason, or a list of names or reasons. */
export type Param = string | number | Reason | readonly string[] | readonly Reason[]

/**
 * Something that happened or stands in the way, as data: the key of a sentence of the catalogue and what is put into it. It is what
 * crosses between the processes and what is stored; sentences are made where they are read (`inWords`).
 */
export interface Reason {
  readonly kind: string
  readonly params: Readonly<Record<string, Param>>
}

/** Reasons stand in reasons so deep at most: what is read from a file may be nested without end. */
const DEEPEST = 6

const text = z.string().max(TEXT_LIMIT)
const plain = z.union([text, z.number(), z.array(text).max(LIST_LIMIT)])

function nested(depth: number): z.ZodType<Reason> {
  const inner = depth < DEEPEST ? nested(depth + 1) : null
  const param = inner === null ? plain : z.union([plain, inner, z.array(inner).max(LIST_LIMIT)])
  return z.object({ kind: z.string().max(200), params: z.record(z.string().max(100), param) })
}

/** A reason that was stored or sent. Its kind may be one of another version, so any is taken; `inWords` says so. */
export const Reason: z.ZodType<Reason> = nested(1)

/** A reason as it is stored and sent. A sentence, as earlier versions stored it, is read as a reason that says just that. */
export const StoredReason = z.union([
  Reason,
  z.string().transform((text): Reason => ({ kind: 'common.text', params: { text } })),
])
export type StoredReason = z.output<typeof StoredReason>
