import type { Offer } from '../../../../../shared/fleet-offers.ts'
import type { PromptStyle } from '../../../../../shared/styles.ts'
import type { WildcardList } from '../../../../../shared/wildcards.ts'
import { indexNames, type NameIndex } from './name-index.ts'
import { promptTerms } from './prompt-terms.ts'

/** What a prompt can be completed with, as it stands now. */
export interface CompletionLists {
  readonly loras: readonly Offer[]
  readonly embeddings: readonly Offer[]
  readonly styles: readonly Offer[]
  readonly ownStyles: readonly PromptStyle[]
  /** null: not read yet */
  readonly wildcards: readonly WildcardList[] | null
  /** prompts that were used, newest first */
  readonly earlier: readonly string[]
}

/** A list with what searching it needs. */
export interface Searchable<Item> {
  readonly items: readonly Item[]
  readonly index: NameIndex
}

const made = new WeakMap<readonly unknown[], Searchable<unknown>>()

/** A list prepared for being searched: once for each list, however often it is asked for. */
export function searchable<Item>(items: readonly Item[], nameOf: (item: Item) => string): Searchable<Item> {
  const known = made.get(items) as Searchable<Item> | undefined
  if (known !== undefined) return known
  const prepared = { items, index: indexNames(items.map(nameOf)) }
  made.set(items, prepared)
  return prepared
}

const termsOf = new WeakMap<readonly string[], readonly string[]>()

/** The phrases of earlier prompts, prepared for being searched. */
export function searchableTerms(earlier: readonly string[]): Searchable<string> {
  const terms = termsOf.get(earlier) ?? promptTerms(earlier)
  termsOf.set(earlier, terms)
  return searchable(terms, (term) => term)
}
