import { promptTokens } from './prompt-tokens.ts'

/** A bracket of a prompt and the one it goes with; null: it has none. */
export interface Bracket {
  /** where it stands, characters */
  readonly at: number
  readonly char: string
  readonly partner: number | null
}

const OPENED_BY: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
const OPENING = new Set(Object.values(OPENED_BY))

/**
 * The brackets of a prompt, in their order. Each kind is matched by itself, as sdwui does; what is escaped with a backslash or stands in a
 * comment or in a reference to a network is none.
 */
export function bracketsOf(prompt: string): Bracket[] {
  const found: { at: number; char: string; partner: number | null }[] = []
  const open = new Map<string, { at: number; partner: number | null }[]>()
  for (const { kind, text, at: start } of promptTokens(prompt)) {
    if (kind === 'comment' || kind === 'network') continue
    for (let offset = 0; offset < text.length; offset++) {
      const char = text[offset] ?? ''
      if (char === '\\') {
        offset++
        continue
      }
      const opener = OPENED_BY[char]
      if (opener === undefined && !OPENING.has(char)) continue
      const bracket = { at: start + offset, char, partner: null as number | null }
      found.push(bracket)
      if (opener === undefined) {
        const others = open.get(char)
        if (others) others.push(bracket)
        else open.set(char, [bracket])
        continue
      }
      const other = open.get(opener)?.pop()
      if (other === undefined) continue
      other.partner = bracket.at
      bracket.partner = other.at
    }
  }
  return found
}

/** The brackets without a partner. */
export const unmatchedIn = (prompt: string): Bracket[] =>
  bracketsOf(prompt).filter(({ partner }) => partner === null)

/** The pair that a caret stands at: the bracket behind it, or the one before it; null: none that has a partner. */
export function pairAt(brackets: readonly Bracket[], caret: number): readonly [number, number] | null {
  for (const at of [caret - 1, caret]) {
    const bracket = brackets.find((each) => each.at === at)
    if (bracket !== undefined && bracket.partner !== null) return [bracket.at, bracket.partner]
  }
  return null
}
