/** Escapes, brackets, the weight that ends a round one, and what is between them (modules/prompt_parser.py, re_attention). */
const PARTS = /\\[()[\]\\]|\\|\(|\[|:\s*([+-]?[.\d]+)\s*\)|\)|\]|[^\\()[\]:]+|:/g
const BREAK = /\s*\bBREAK\b\s*/
/** Brackets that are open at a time; those beyond it weigh nothing. */
const MOST_OPEN = 1000
const [ROUND, SQUARE] = [1.1, 1 / 1.1]

/**
 * The texts of a prompt that are weighed apart, in order; null stands for `BREAK`. Neighbours of one weight are one text. As
 * `parse_prompt_attention` of A1111 splits it, but that weights are kept as sums of logarithms of what is open.
 */
export function weighedParts(prompt: string): (string | null)[] {
  const parts: { text: string | null; weight: number }[] = []
  const round: number[] = []
  const square: number[] = []
  const weigh = (from: number, by: number) => {
    for (let at = from; at < parts.length; at++) {
      const part = parts[at]
      if (part !== undefined && part.text !== null) part.weight *= by
    }
  }
  for (const [text, number] of prompt.matchAll(PARTS)) {
    if (text.startsWith('\\')) parts.push({ text: text.slice(1), weight: 1 })
    else if (text === '(' && round.length < MOST_OPEN) round.push(parts.length)
    else if (text === '[' && square.length < MOST_OPEN) square.push(parts.length)
    else if (number !== undefined && round.length > 0) weigh(round.pop() ?? 0, Number.parseFloat(number))
    else if (text === ')' && round.length > 0) weigh(round.pop() ?? 0, ROUND)
    else if (text === ']' && square.length > 0) weigh(square.pop() ?? 0, SQUARE)
    else {
      for (const [at, piece] of text.split(BREAK).entries()) {
        if (at > 0) parts.push({ text: null, weight: -1 })
        parts.push({ text: piece, weight: 1 })
      }
    }
  }
  for (const from of round) weigh(from, ROUND)
  for (const from of square) weigh(from, SQUARE)
  const merged: { text: string | null; weight: number }[] = []
  for (const part of parts) {
    const last = merged.at(-1)
    if (last !== undefined && last.text !== null && part.text !== null && last.weight === part.weight)
      last.text += part.text
    else merged.push({ ...part })
  }
  return merged.map(({ text }) => text)
}
