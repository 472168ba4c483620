import { CHUNK_TOKENS, type TokenCount } from '../../../shared/prompt-tools.ts'
import { weighedParts } from './weighed-parts.ts'

/** The tokens of a text, as the tokenizer writes them. */
export type Tokenize = (text: string) => readonly string[]

/** As the tokenizer of CLIP writes a comma that ends a word. */
const COMMA = ',</w>'
/** A comma so near to the end of a chunk begins the next one behind it: the default of "Prompt word wrap length limit". */
const BACKTRACK = 20

/**
 * How many tokens a prompt is, as A1111 shows it: without tags of networks and comments, the longest of the parts that `AND` sets apart, in
 * chunks of 75 of which `BREAK` ends one early (modules/sd_hijack_clip.py, tokenize_line). Of `[a:b:0.5]` the longer state counts.
 */
export function countTokens(prompt: string, tokenize: Tokenize): TokenCount {
  const text = prompt.replace(/<[a-z]+:[^<>]{1,1000}>/gi, '').replace(/#[^\n]*/g, '')
  const counts = text
    .split(/\bAND\b/)
    .flatMap((part) => [inState(part, 'first'), inState(part, 'last')])
    .map((part) => tokensOf(part, tokenize))
  const tokens = Math.max(0, ...counts)
  return { tokens, room: Math.max(1, Math.ceil(tokens / CHUNK_TOKENS)) * CHUNK_TOKENS }
}

function tokensOf(text: string, tokenize: Tokenize): number {
  let full = 0
  let chunk = 0
  let lastComma = -1
  const next = (left = 0) => {
    full++
    chunk = left
    lastComma = -1
  }
  for (const part of weighedParts(text)) {
    if (part === null) {
      next()
      continue
    }
    for (const token of tokenize(part)) {
      if (token === COMMA) lastComma = chunk
      else if (chunk === CHUNK_TOKENS && lastComma !== -1 && chunk - lastComma <= BACKTRACK)
        next(chunk - lastComma - 1)
      if (chunk === CHUNK_TOKENS) next()
      chunk++
    }
  }
  return full * CHUNK_TOKENS + chunk
}

const DEEPEST = 40
const SCHEDULED = /^([\s\S]*?):\s*[\d.]+\s*$/

/** A prompt with `[from:to:when]` and `[a|b]` as they are at the first or the last step. Linear but for what is nested. */
function inState(prompt: string, state: 'first' | 'last'): string {
  const open: string[] = ['']
  const add = (text: string) => {
    open[open.length - 1] += text
  }
  for (let at = 0; at < prompt.length; at++) {
    const char = prompt[at] ?? ''
    if (char === '\\') add(char + (prompt[++at] ?? ''))
    else if (char === '[' && open.length < DEEPEST) open.push('')
    else if (char === ']' && open.length > 1) add(resolved(open.pop() ?? '', state))
    else add(char)
  }
  return open.join('[')
}

function resolved(inside: string, state: 'first' | 'last'): string {
  const alternatives = inside.split('|')
  if (alternatives.length > 1) return alternatives.at(state === 'first' ? 0 : -1) ?? ''
  const scheduled = SCHEDULED.exec(inside)
  if (scheduled === null) return `[${inside}]`
  const texts = (scheduled[1] ?? '').split(':')
  if (state === 'last') return texts.at(-1) ?? ''
  return texts.length > 1 ? (texts[0] ?? '') : ''
}
