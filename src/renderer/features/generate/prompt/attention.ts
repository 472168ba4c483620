import { bracketsOf } from './brackets.ts'
import { promptTokens } from './prompt-tokens.ts'

/** Of a text, characters: from is where it starts, to where it ends, that one left out. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** One change of a text, and what is selected then. */
export interface WeightChange {
  /** what is replaced */
  readonly from: number
  readonly to: number
  readonly insert: string
  readonly selection: Range
  readonly weight: number
}

/** Steps of a weight, as sdwui's own page has them. */
const ATTENTION_STEP = 0.1
const NETWORK_STEP = 0.05
/** What brackets without a number mean. */
const BRACKET_WEIGHT = 1.1
const MOST_ATTENTION = 10
const MOST_NETWORK = 100

/** What ends a word, as in sdwui's own page. */
const DELIMITER = /[.,\\/!?%^*;:{}=`~()[\]<>|\s]/

/**
 * A weight made greater (1) or less (-1): of the reference to a network that the caret stands in, of the selection, of the brackets around
 * the caret, or of the word at it. At a weight of 1 the brackets go. Null: there is nothing to weigh, or the weight is at its bound.
 */
export function weighted(prompt: string, selection: Range, way: 1 | -1): WeightChange | null {
  const network = promptTokens(prompt).find(
    ({ kind, at, text }) => kind === 'network' && selection.from > at && selection.to <= at + text.length,
  )
  if (network !== undefined) return ofNetwork(network, selection, way)
  const chosen = selection.from === selection.to ? null : trimmed(prompt, wholeNetworks(prompt, selection))
  const around = bracketsAround(prompt, chosen ?? selection)
  if (around !== null && (chosen === null || isSame(chosen, around.content) || isSame(chosen, around.whole)))
    return ofBrackets(prompt, around, way)
  const words = chosen ?? wordAt(prompt, selection.from)
  return words === null ? null : newBrackets(prompt, words, way)
}

/** A selection that begins or ends within the reference to a network, with all of it. */
function wholeNetworks(prompt: string, { from, to }: Range): Range {
  const cut = promptTokens(prompt).filter(
    ({ kind, at, text }) => kind === 'network' && at < to && at + text.length > from,
  )
  return cut.reduce(
    (range, { at, text }) => ({ from: Math.min(range.from, at), to: Math.max(range.to, at + text.length) }),
    { from, to },
  )
}

function ofNetwork(
  { text, at }: { readonly text: string; readonly at: number },
  selection: Range,
  way: 1 | -1,
): WeightChange | null {
  // <kind:name:weight:more>: what follows the second colon counts, up to the next one.
  const parts = /^<[^:]*:[^:>]*(?::([^:>]*))?/.exec(text)
  if (parts === null) return null
  const [head, written] = parts
  const before = Number.parseFloat(written ?? '1')
  const weight = stepped(
    Number.isFinite(before) ? before : 1,
    way * NETWORK_STEP,
    -MOST_NETWORK,
    MOST_NETWORK,
  )
  if (weight === null) return null
  const to = at + head.length
  const from = to - (written?.length ?? 0)
  const insert = `${written === undefined ? ':' : ''}${shown(weight)}`
  const moved = insert.length - (to - from)
  const place = (of: number) => (of >= to ? of + moved : Math.min(of, from))
  return { from, to, insert, weight, selection: { from: place(selection.from), to: place(selection.to) } }
}

interface Around {
  readonly whole: Range
  readonly content: Range
  readonly weight: number
}

/** The innermost round brackets around a range: they, what is weighed in them, and how much. */
function bracketsAround(prompt: string, { from, to }: Range): Around | null {
  let inner: Range | null = null
  for (const { at, char, partner } of bracketsOf(prompt)) {
    if (char !== '(' || partner === null) continue
    const around = at <= from && to <= partner + 1 && !(from === to && (from === at || from === partner + 1))
    if (around && (inner === null || at > inner.from)) inner = { from: at, to: partner + 1 }
  }
  if (inner === null) return null
  const inside = prompt.slice(inner.from + 1, inner.to - 1)
  const number = /:\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*$/.exec(inside)
  return {
    whole: inner,
    content: { from: inner.from + 1, to: inner.from + 1 + (number?.index ?? inside.length) },
    weight: number === null ? BRACKET_WEIGHT : Number.parseFloat(number[1] ?? ''),
  }
}

function ofBrackets(
  prompt: string,
  { whole, content, weight: before }: Around,
  way: 1 | -1,
): WeightChange | null {
  const weight = stepped(before, way * ATTENTION_STEP, 0, MOST_ATTENTION)
  if (weight === null) return null
  const text = prompt.slice(content.from, content.to)
  const bare = weight === 1
  const from = whole.from + (bare ? 0 : 1)
  return {
    from: whole.from,
    to: whole.to,
    insert: bare ? text : `(${text}:${shown(weight)})`,
    weight,
    selection: { from, to: from + text.length },
  }
}

function newBrackets(prompt: string, { from, to }: Range, way: 1 | -1): WeightChange {
  const text = prompt.slice(from, to)
  const weight = stepped(1, way * ATTENTION_STEP, 0, MOST_ATTENTION) ?? 1
  return {
    ...{ from, to, weight, insert: `(${text}:${shown(weight)})` },
    selection: { from: from + 1, to: from + 1 + text.length },
  }
}

function wordAt(prompt: string, caret: number): Range | null {
  let [from, to] = [caret, caret]
  while (from > 0 && !DELIMITER.test(prompt[from - 1] ?? '')) from--
  while (to < prompt.length && !DELIMITER.test(prompt[to] ?? '')) to++
  return from === to ? null : { from, to }
}

/** Without the blanks at its ends; null: nothing else is in it. */
function trimmed(prompt: string, { from, to }: Range): Range | null {
  const text = prompt.slice(from, to)
  const start = from + (text.length - text.trimStart().length)
  const length = text.trim().length
  return length === 0 ? null : { from: start, to: start + length }
}

/** Two decimals are kept. Null: it would not change within its bounds. */
function stepped(before: number, step: number, least: number, most: number): number | null {
  const after = Math.round(Math.min(most, Math.max(least, before + step)) * 100) / 100
  return after === before || (step > 0 ? after < before : after > before) ? null : after
}

const shown = (weight: number): string => String(weight)

const isSame = (a: Range, b: Range): boolean => a.from === b.from && a.to === b.to
