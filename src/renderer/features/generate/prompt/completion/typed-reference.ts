/** What is being typed at the caret of a prompt. */
export interface Typed {
  /** a reference to a network, a wildcard, or words */
  readonly kind: 'network' | 'wildcard' | 'words'
  /** where what a completion replaces begins, characters */
  readonly from: number
  /** what was typed of the name */
  readonly query: string
}

/** How far back a beginning is looked for, characters. */
const REACH = 200

const NETWORK = /<(?:(?:lora|lyco):)?([^<>:\n]*)$/i
/** The kind itself may still be half typed: `<lo`. */
const KIND_BEGUN = /^l(?:y(?:c(?:o)?)?|o(?:r(?:a)?)?)?$/i
const WILDCARD = /(?<![\p{L}\p{N}_])__([^\n_<>,|{}:](?:(?!__)[^\n<>,|{}:])*)?$/u
/** What parts the phrases of a prompt. */
const PHRASE = /[^,.;:\n(){}[\]<>|#]*$/

/** What a completion at this place would complete; null: nothing, or not enough of it is typed (`asked`: it was asked for by a key). */
export function typedAt(prompt: string, caret: number, asked: boolean): Typed | null {
  const start = Math.max(0, caret - REACH)
  const before = prompt.slice(start, caret)
  const network = NETWORK.exec(before)
  if (network !== null) {
    const [written, name = ''] = network
    const begun = !written.includes(':') && KIND_BEGUN.test(name)
    return { kind: 'network', from: start + network.index, query: begun ? '' : name }
  }
  const wildcard = WILDCARD.exec(before)
  if (wildcard !== null) return { kind: 'wildcard', from: start + wildcard.index, query: wildcard[1] ?? '' }
  const phrase = PHRASE.exec(before)?.[0].trimStart() ?? ''
  if (!asked && phrase.trim().length < LEAST_TYPED) return null
  return { kind: 'words', from: caret - phrase.length, query: phrase }
}

/** Letters of a phrase from which on words are offered. */
const LEAST_TYPED = 2

/** The last word of a phrase, where that is less than the whole of it; null: it is one word, or too little is typed of its last. */
export function lastWordOf({ from, query }: Typed, asked: boolean): Typed | null {
  const word = /\S*$/.exec(query)?.[0] ?? ''
  if (word.length === query.length || word.length < (asked ? 1 : LEAST_TYPED)) return null
  return { kind: 'words', from: from + query.length - word.length, query: word }
}
