import { fold } from './fold.ts'

/** The field's names for one kind of thing, by the label that AUTOMATIC1111 shows. */
export interface NameTable {
  /** equal for two names of one thing; a name that is in no row is its own thing, however it is spelled */
  keyOf(name: string): string
  /** AUTOMATIC1111's label; for a name that is in no row the name itself */
  labelOf(name: string): string
  /** true: the name is in a row */
  knows(name: string): boolean
}

/** `rows`: other names by label, such as do not fold to the label anyway. `prefixes`: may stand before any of them. */
export function nameTable(
  rows: Readonly<Record<string, readonly string[]>>,
  prefixes: readonly string[] = [],
): NameTable {
  const labels = new Map<string, string>()
  for (const [label, names] of Object.entries(rows))
    for (const name of [label, ...names])
      for (const prefix of ['', ...prefixes]) labels.set(fold(prefix + name), label)
  return {
    keyOf(name) {
      const folded = fold(name)
      const label = labels.get(folded)
      return label === undefined ? folded : fold(label)
    },
    labelOf: (name) => labels.get(fold(name)) ?? name,
    knows: (name) => labels.has(fold(name)),
  }
}
