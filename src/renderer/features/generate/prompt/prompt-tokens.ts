import { WILDCARD_REFERENCE } from '../../../../shared/wildcards.ts'

/**
 * A stretch of a prompt: plain words, a reference to a LoRA (or hypernetwork), a wildcard, a word that parts the prompt (`BREAK`, `AND`), or
 * a comment.
 */
export interface PromptToken {
  readonly kind: 'plain' | 'network' | 'wildcard' | 'keyword' | 'comment'
  readonly text: string
  /** where it starts, characters */
  readonly at: number
}

/**
 * `<lora:name:0.8>`, `<lyco:…>`, `<hypernet:…>` as sdwui reads them, `__name__` wildcards (folders with /), BREAK and AND in capitals, and
 * from a # to the end of its line what sdwui leaves out.
 */
const SPECIAL = new RegExp(
  String.raw`(?<network><(?:lora|lyco|hypernet):[^<>\n]+>)|(?<wildcard>${WILDCARD_REFERENCE})|(?<keyword>\b(?:BREAK|AND)\b)|(?<comment>#[^\n]*)`,
  'gu',
)

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
    tokens.push({ kind: kindOf(match.groups ?? {}), text, at: match.index })
    done = match.index + text.length
  }
  if (done < prompt.length) tokens.push({ kind: 'plain', text: prompt.slice(done), at: done })
  return tokens
}

function kindOf({ network, wildcard, keyword }: Readonly<Record<string, string | undefined>>) {
  if (network !== undefined) return 'network'
  if (wildcard !== undefined) return 'wildcard'
  return keyword === undefined ? 'comment' : 'keyword'
}
