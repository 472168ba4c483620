import { matchesListName, type WildcardList } from '../../../../shared/wildcards.ts'
import { promptTokens } from './prompt-tokens.ts'

/** What the wildcards of a prompt will do, in words; null: it has none, or the lists are not known. */
export function wildcardWords(prompt: string, lists: readonly WildcardList[] | null): string | null {
  if (lists === null) return null
  const names = new Set(
    promptTokens(prompt).flatMap(({ kind, text }) => (kind === 'wildcard' ? text.slice(2, -2) : [])),
  )
  const known: { name: string; lines: number }[] = []
  const unknown: string[] = []
  for (const asked of names) {
    const meant = lists.filter(({ name, lines }) => lines > 0 && matchesListName(asked, name))
    if (meant.length === 0) unknown.push(asked)
    else known.push({ name: asked, lines: meant.reduce((sum, { lines }) => sum + lines, 0) })
  }
  const words: string[] = []
  if (known.length > 0) {
    const drawn = known.map(({ name, lines }) => `${name} (${lines} ${lines === 1 ? 'line' : 'lines'})`)
    words.push(
      `Each image draws its own line of ${joined(drawn)}, so every machine makes one image at a time.`,
    )
  }
  if (unknown.length > 0)
    words.push(`There is no list called ${joined(unknown)}: that is sent to the machines as it is written.`)
  return words.length === 0 ? null : words.join(' ')
}

const joined = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** A text with a reference put where the cursor is, set off by blanks from what is around it, and where the cursor is then. */
export function withWildcard(
  text: string,
  selection: { readonly start: number; readonly end: number },
  name: string,
): { text: string; cursor: number } {
  const [before, after] = [text.slice(0, selection.start), text.slice(selection.end)]
  const reference = `${/[\w_]$/.test(before) ? ' ' : ''}__${name}__${/^[\w_]/.test(after) ? ' ' : ''}`
  return { text: before + reference + after, cursor: before.length + reference.length }
}
