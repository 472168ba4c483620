/** Escapes, brackets, the weight that ends a round one, and what is between them (modules/prompt_parser.py, re_attention). */
const PARTS = /\\[()[\]\\]|\\|\(|\[|:\s*([+-]?[.\d]+)\s*\)|\)|\]|[^\\()[\]:]+|:/g
const BREAK = /\s*\bBREAK\b\s*/
const BRACKET: Weight = { log: Math.log(1.1), negative: 0, zero: 0 }
const SQUARE_BRACKET: Weight = { ...BRACKET, log: -BRACKET.log }
/** Logarithms are added as whole numbers of this, so that what cancels out leaves nothing. */
const LOG_UNIT = 1e-6

/** A product of weights; `zero`: how many of its factors are 0, `negative`: how many are below. */
interface Weight {
  readonly log: number
  readonly negative: number
  readonly zero: number
}

/** The parts `from` to before `to` are weighed by it. */
interface Span {
  readonly from: number
  readonly to: number
  readonly by: Weight
}

/**
 * The texts of a prompt that are weighed apart, in order; null stands for `BREAK`. Neighbours of one weight are one text. As
 * `parse_prompt_attention` of A1111 splits it, in linear time also for brackets that are never closed.
 */
export function weighedParts(prompt: string): (string | null)[] {
  const parts: (string | null)[] = []
  const spans: Span[] = []
  const round: number[] = []
  const square: number[] = []
  const close = (open: number[], by: Weight) => spans.push({ from: open.pop() ?? 0, to: parts.length, by })
  for (const [text, number] of prompt.matchAll(PARTS)) {
    if (text.startsWith('\\')) parts.push(text.slice(1))
    else if (text === '(') round.push(parts.length)
    else if (text === '[') square.push(parts.length)
    else if (number !== undefined && round.length > 0) close(round, weightOf(Number.parseFloat(number)))
    else if (text === ')' && round.length > 0) close(round, BRACKET)
    else if (text === ']' && square.length > 0) close(square, SQUARE_BRACKET)
    else {
      for (const [at, piece] of text.split(BREAK).entries()) {
        if (at > 0) parts.push(null)
        parts.push(piece)
      }
    }
  }
  while (round.length > 0) close(round, BRACKET)
  while (square.length > 0) close(square, SQUARE_BRACKET)
  return merged(parts, weightKeys(parts.length, spans))
}

/** A number that cannot be read weighs nothing. */
function weightOf(factor: number): Weight {
  if (!Number.isFinite(factor)) return { log: 0, negative: 0, zero: 0 }
  return {
    log: factor === 0 ? 0 : Math.log(Math.abs(factor)),
    negative: factor < 0 ? 1 : 0,
    zero: factor === 0 ? 1 : 0,
  }
}

/** For each part a text that is the same for parts of the same weight. */
function weightKeys(count: number, spans: readonly Span[]): string[] {
  const changes = Array.from({ length: count + 1 }, () => ({ log: 0, negative: 0, zero: 0 }))
  const change = (at: number, by: Weight, sign: 1 | -1) => {
    const changed = changes[at]
    if (changed === undefined) return
    changed.log += sign * Math.round(by.log / LOG_UNIT)
    changed.negative += sign * by.negative
    changed.zero += sign * by.zero
  }
  for (const { from, to, by } of spans) {
    change(from, by, 1)
    change(to, by, -1)
  }
  const product = { log: 0, negative: 0, zero: 0 }
  return changes.slice(0, count).map(({ log, negative, zero }) => {
    product.log += log
    product.negative += negative
    product.zero += zero
    return product.zero > 0 ? 'none' : `${product.negative % 2 === 0 ? '' : '-'}${product.log}`
  })
}

function merged(parts: readonly (string | null)[], keys: readonly string[]): (string | null)[] {
  const joined: (string | null)[] = []
  for (const [at, text] of parts.entries()) {
    const last = joined.at(-1)
    if (typeof last === 'string' && text !== null && keys[at] === keys[at - 1])
      joined[joined.length - 1] = last + text
    else joined.push(text)
  }
  return joined
}
