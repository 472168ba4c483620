/** What is left of a large value, in all. */
export interface JsonBounds {
  /** of all texts, and of keys that were not asked for, characters */
  readonly characters: number
  readonly values: number
  readonly entries: number
}

/** A live preview is one text of 8 MiB at most. */
const JSON_BOUNDS: JsonBounds = { characters: 10 << 20, values: 50_000, entries: 20_000 }
/** Of named fields: lists of 20,000 rows with a few names each. What is taken here, the page is sent. */
const NAMED_BOUNDS: JsonBounds = { characters: 1 << 20, values: 100_000, entries: 20_000 }
const DEEPEST = 12

/**
 * A copy of a parsed value with nothing but the named fields of its objects, at any depth; null: all fields. An object that had fields keeps
 * one of them, so that it is still told from an empty one. Beyond the bounds entries and fields are left out.
 */
export function pruneJson(
  value: unknown,
  fields: ReadonlySet<string> | null,
  bounds: JsonBounds = fields === null ? JSON_BOUNDS : NAMED_BOUNDS,
): unknown {
  let { characters, values } = bounds
  const isFull = () => values <= 0 || characters <= 0

  const copy = (from: unknown, depth: number): unknown => {
    values--
    if (typeof from === 'string') {
      characters -= from.length
      return characters < 0 ? null : from
    }
    if (typeof from !== 'object' || from === null) return from
    if (depth >= DEEPEST) return null
    if (Array.isArray(from)) return list(from, depth)
    const kept: Record<string, unknown> = {}
    const put = (key: string, item: unknown) =>
      Object.defineProperty(kept, key, { value: item, enumerable: true, configurable: true, writable: true })
    const record = from as Record<string, unknown>
    let any = false
    for (const key of fields ?? Object.keys(record)) {
      if (isFull()) break
      if (!Object.hasOwn(record, key)) continue
      if (fields === null) characters -= key.length
      any = true
      put(key, copy(record[key], depth + 1))
    }
    if (!any) for (const key in record) return { [key.slice(0, 64)]: null }
    return kept
  }

  const list = (from: readonly unknown[], depth: number): unknown[] => {
    const kept: unknown[] = []
    for (let at = 0; at < from.length && at < bounds.entries && !isFull(); at++)
      kept.push(copy(from[at], depth + 1))
    return kept
  }
  return copy(value, 0)
}

const [QUOTE, BACKSLASH, COMMA, OPEN_OBJECT, OPEN_LIST] = [0x22, 0x5c, 0x2c, 0x7b, 0x5b]

/** How many values a JSON text would become, about: commas and opening brackets outside of strings. Stops beyond `most`. */
export function valuesIn(text: string, most: number): number {
  let count = 1
  for (let at = 0; at < text.length && count <= most; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      do at += text.charCodeAt(at) === BACKSLASH ? 2 : 1
      while (at < text.length && text.charCodeAt(at) !== QUOTE)
    } else if (code === COMMA || code === OPEN_OBJECT || code === OPEN_LIST) count++
  }
  return count
}
