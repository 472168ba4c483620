import { WILDCARD_REFERENCE } from '../../../../shared/wildcards.ts'

/** A stretch of a prompt: plain words, a reference to a LoRA (or hypernetwork), or a wildcard. */
export interface PromptToken {
  readonly kind: 'plain' | 'network' | 'wildcard'
  readonly text: string
  /** where it starts, characters */
  readonly at: number
}

/** `<lora:name:0.8>`, `<lyco:…>`, `<hypernet:…>` as sdwui reads them, and `__name__` wildcards (folders with /). */
const SPECIAL = new RegExp(String.raw`<(?:lora|lyco|hypernet):[^<>\n]+>|${WILDCARD_REFERENCE}`, 'gu')

/** Longest prompt that is looked through; beyond it everything is plain. */
const MOST_CHARACTERS = 20_000

/** Splits a prompt for highlighting; the texts joined are the prompt. */
export function promptTokens(prompt: string): PromptToken[] {
  if (prompt.length > MOST_CHARACTERS) return [{ kind: 'plain', text: prompt, at: 0 }]
  const tokens: PromptToken[] = []
  let done = 0
  for (const match of prompt.matchAll(SPECIAL)) {
    const [text] = match
    if (match.index > done) tokens.push({ kind: 'plain', text: prompt.slice(done, match.index), at: done })
    tokens.push({ kind: text.startsWith('<') ? 'network' : 'wildcard', text, at: match.index })
    done = match.index + text.length
  }
  if (done < prompt.length) tokens.push({ kind: 'plain', text: prompt.slice(done), at: done })
  return tokens
}
