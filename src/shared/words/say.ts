import { IntlMessageFormat } from 'intl-messageformat'
import { ENGLISH, type MessageKey, type ParamsOf } from './catalogue.ts'
import { marked } from './language.ts'
import { LOCALE } from './locale.ts'
import type { Param, Reason } from './reason.ts'

const TEXTS: Readonly<Record<string, string>> = ENGLISH
const formats = new Map<string, IntlMessageFormat>()
const LIST = new Intl.ListFormat(LOCALE, { style: 'long', type: 'conjunction' })
/** Reasons within reasons are followed so deep: what comes from a file may be nested without end. */
const DEEPEST = 8

/** The sentence of a key of the catalogue. */
export function say<Key extends MessageKey>(key: Key, ...params: ParamsOf<Key>): string {
  return marked(sentence(key, (params[0] ?? {}) as Reason['params'], 'now', 0))
}

/**
 * A reason in words. `time` 'past': as it is told once the job is over, where the catalogue has a text for that (the key with `.past`).
 * A text is itself; a kind of another version is named.
 */
export function inWords(words: Reason | string, time: 'now' | 'past' = 'now'): string {
  return typeof words === 'string' ? words : marked(toldBy(words, time, 0))
}

/** Kinds that earlier versions stored under another name. */
const FORMER_KINDS: Readonly<Record<string, string>> = {
  'fleet.struck-out': 'fleet.failed-too-often',
  'fleet.struck-out-because': 'fleet.failed-too-often-because',
  'fleet.struck-out.remedy': 'fleet.failed-too-often.remedy',
}

function toldBy({ kind: stored, params }: Reason, time: 'now' | 'past', depth: number): string {
  const kind = Object.hasOwn(FORMER_KINDS, stored) ? (FORMER_KINDS[stored] ?? stored) : stored
  const past = `${kind}.past`
  const key = time === 'past' && Object.hasOwn(TEXTS, past) ? past : kind
  return Object.hasOwn(TEXTS, key)
    ? sentence(key, params, time, depth)
    : sentence('common.unknown-kind', { kind }, time, depth)
}

function sentence(key: string, params: Reason['params'], time: 'now' | 'past', depth: number): string {
  const text = TEXTS[key] ?? ''
  if (!text.includes('{')) return text
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, filled(value, time, depth)]),
  )
  try {
    const told = String(formatOf(key, text).format(values))
    return Object.values(params).some(holdsReasons) ? told.replace(ABSORBED, '') : told
  } catch {
    // A parameter is missing: what was stored is of another version, or was changed by hand.
    return sentence('common.unknown-kind', { kind: key }, time, depth)
  }
}

/** A full stop, no ellipsis, before other punctuation: a whole sentence stands within another one there, whose stop it yields to. */
const ABSORBED = /(?<!\.)\.(?=[.;,)])(?!\.\.)/g

const holdsReasons = (value: Param): boolean =>
  typeof value === 'object' && ('kind' in value || typeof value[0] === 'object')

/** A list of names reads "a, b and c", one of reasons "this; that". */
function filled(value: Param, time: 'now' | 'past', depth: number): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (depth >= DEEPEST) return TEXTS['common.not-filled-in'] ?? ''
  if ('kind' in value) return toldBy(value, time, depth + 1)
  const [first] = value
  if (first === undefined || typeof first === 'string') return LIST.format(value as readonly string[])
  return (value as readonly Reason[]).map((each) => toldBy(each, time, depth + 1)).join('; ')
}

function formatOf(key: string, text: string): IntlMessageFormat {
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new IntlMessageFormat(text, LOCALE, undefined, { ignoreTag: true })
  formats.set(key, format)
  return format
}
