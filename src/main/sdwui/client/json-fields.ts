import { parseLenientJson } from '../../../shared/lenient-json.ts'

const [QUOTE, BACKSLASH, COLON, COMMA] = [0x22, 0x5c, 0x3a, 0x2c]
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d]
/** Among the fields of an object; a longer key is not one that is wanted, characters. */
const LONGEST_KEY = 64

/**
 * Some fields of a JSON object, by name, each with the most characters its value may have. Nothing else of the text is built: whatever stands
 * beside them, nested or endless, costs one pass over its characters. A value that is too long or no JSON is left out, as is what comes
 * behind the point where the text is no object any more. Null: it is not even the beginning of one.
 */
export function jsonFields(
  text: string,
  wanted: Readonly<Record<string, number>>,
): Record<string, unknown> | null {
  const found: Record<string, unknown> = {}
  let at = skipSpace(text, 0)
  if (text.charCodeAt(at) !== OPEN_OBJECT) return null
  at = skipSpace(text, at + 1)
  while (text.charCodeAt(at) === QUOTE) {
    const keyEnd = endOfString(text, at)
    const key = keyEnd - at <= LONGEST_KEY ? text.slice(at + 1, keyEnd - 1) : ''
    at = skipSpace(text, keyEnd)
    if (text.charCodeAt(at) !== COLON) break
    const from = skipSpace(text, at + 1)
    at = endOfValue(text, from)
    const most = Object.hasOwn(wanted, key) ? wanted[key] : undefined
    if (most !== undefined && at - from <= most) {
      const value = parsed(text.slice(from, at))
      if (value !== undefined) found[key] = value
    }
    at = skipSpace(text, at)
    if (text.charCodeAt(at) !== COMMA) break
    at = skipSpace(text, at + 1)
  }
  return found
}

function parsed(text: string): unknown {
  try {
    return parseLenientJson(text)
  } catch {
    return undefined
  }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++
  return at
}

/** Behind the closing quote of the string that begins there. */
function endOfString(text: string, open: number): number {
  let at = open + 1
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1
  return Math.min(text.length, at + 1)
}

/** Behind the value that begins there, however deep: strings apart only brackets count. */
function endOfValue(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = endOfString(text, at) - 1
      if (depth === 0) return at + 1
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) depth++
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      if (depth === 0) return at
      if (--depth === 0) return at + 1
    } else if (code === COMMA && depth === 0) return at
  }
  return text.length
}
