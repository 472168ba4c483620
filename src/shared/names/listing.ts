import type { NameTable } from './name-table.ts'

/** A server's list of names, for looking up how it spells one. */
export interface Listing {
  /** the server's own spelling; null: it has no such thing */
  find(wanted: string): string | null
}

interface Index {
  readonly exact: ReadonlySet<string>
  readonly byCase: ReadonlyMap<string, string>
  readonly byKey: ReadonlyMap<string, string>
}

/** Lists are looked up at every pull and replaced as a whole when they are read again. */
const indexes = new WeakMap<readonly string[], WeakMap<NameTable, Index>>()

/**
 * Looks up in a list: the exact text goes first, then other letter case, then synonyms. Where a server lists two things whose names
 * differ only in what spelling ignores, each is still found by its own text.
 */
export function listing(names: readonly string[], table: NameTable): Listing {
  const { exact, byCase, byKey } = indexOf(names, table)
  return {
    find: (wanted) =>
      exact.has(wanted)
        ? wanted
        : (byCase.get(wanted.toLowerCase()) ?? byKey.get(table.keyOf(wanted)) ?? null),
  }
}

function indexOf(names: readonly string[], table: NameTable): Index {
  const tables = indexes.get(names) ?? new WeakMap<NameTable, Index>()
  indexes.set(names, tables)
  const known = tables.get(table)
  if (known !== undefined) return known
  const index: Index = {
    exact: new Set(names),
    byCase: firstOf(names, (name) => name.toLowerCase()),
    byKey: firstOf(names, table.keyOf),
  }
  tables.set(table, index)
  return index
}

function firstOf(names: readonly string[], keyOf: (name: string) => string): Map<string, string> {
  const first = new Map<string, string>()
  for (const name of names) {
    const key = keyOf(name)
    if (!first.has(key)) first.set(key, name)
  }
  return first
}
