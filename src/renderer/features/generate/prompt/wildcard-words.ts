import { matchesListName, type WildcardList } from '../../../../shared/wildcards.ts'
import { say } from '../../../../shared/words/say.ts'
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
    const lists = known.map(({ name, lines }) => say('generate.wildcards.list', { name, lines }))
    words.push(say('generate.wildcards.drawn', { lists }))
  }
  if (unknown.length > 0)
    words.push(say('generate.wildcards.unknown', { count: unknown.length, names: unknown }))
  return words.length === 0 ? null : words.join(' ')
}

/** A reference to a list as it is written in place of a selection: set off by blanks from what is around it. */
export function withWildcard(
  text: string,
  selection: { readonly start: number; readonly end: number },
  name: string,
): string {
  const [before, after] = [text.slice(0, selection.start), text.slice(selection.end)]
  return `${/[\w_]$/.test(before) ? ' ' : ''}__${name}__${/^[\w_]/.test(after) ? ' ' : ''}`
}
