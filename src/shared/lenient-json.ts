const NAN_WORD = /NaN|-?Infinity/y
const [QUOTE, BACKSLASH, MINUS, N, I] = [0x22, 0x5c, 0x2d, 0x4e, 0x49]

/**
 * JSON as Python writes it: NaN, Infinity and -Infinity, which JSON does not have, are null. Linear in the length of the text. Throws
 * SyntaxError for what is no JSON beyond that.
 */
export function parseLenientJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error
    return JSON.parse(withoutNan(text))
  }
}

function withoutNan(text: string): string {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === N || code === I || code === MINUS) {
      NAN_WORD.lastIndex = at
      const word = NAN_WORD.exec(text)?.[0]
      if (word === undefined) continue
      parts.push(text.slice(from, at), 'null')
      from = at + word.length
      at = from - 1
    }
  }
  return parts.join('') + text.slice(from)
}

/** Where the closing quote is, or the end of the text. */
function endOfString(text: string, open: number): number {
  let at = open + 1
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1
  return at
}
