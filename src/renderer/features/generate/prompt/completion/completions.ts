import type { Offer } from '../../../../../shared/fleet-offers.ts'
import { say } from '../../../../../shared/words/say.ts'
import { type CompletionLists, type Searchable, searchable, searchableTerms } from './completion-lists.ts'
import type { SearchOptions } from './name-index.ts'
import { lastWordOf, type Typed, typedAt } from './typed-reference.ts'

/** Something a prompt can be completed with. */
export interface PromptCompletion {
  readonly kind: 'lora' | 'embedding' | 'wildcard' | 'style' | 'term'
  /** as it is shown */
  readonly name: string
  /** what it is and where, in words */
  readonly aside: string
  /** places of its characters that were typed, rising */
  readonly marks: readonly number[]
  /** what is written in place of what was typed; a style is taken instead */
  readonly insert: string
}

export interface Completions {
  /** where what is replaced begins, characters */
  readonly from: number
  readonly options: readonly PromptCompletion[]
}

/** Rows that are shown at most. */
const MOST_ROWS = 12
/** Of what was typed in prompts before, beside what has a name. */
const MOST_TERMS = 6

/**
 * What fits what is typed at the caret, best first, at most twelve; null: nothing does. `asked`: a key asked for it, so that little has to be
 * typed.
 */
export function completionsAt(
  prompt: string,
  caret: number,
  lists: CompletionLists,
  asked: boolean,
): Completions | null {
  const typed = typedAt(prompt, caret, asked)
  if (typed === null) return null
  const options = optionsFor(typed, lists)
  const word = options.length === 0 && typed.kind === 'words' ? lastWordOf(typed, asked) : null
  const [from, fit] = word === null ? [typed.from, options] : [word.from, optionsFor(word, lists)]
  // What stands there already is no help.
  const isThere = fit.some(
    ({ kind, name }) => (kind === 'term' || kind === 'embedding') && name === (word ?? typed).query,
  )
  return fit.length === 0 || isThere ? null : { from, options: fit.slice(0, MOST_ROWS) }
}

function optionsFor({ kind, query }: Typed, lists: CompletionLists): PromptCompletion[] {
  if (kind === 'network') {
    return found(offersIn(lists.loras), query, MOST_ROWS, (offer) => ({
      ...{ kind: 'lora', name: offer.name, aside: whereOf(offer, 'prompt.completion.lora') },
      insert: `<lora:${offer.name}:1>`,
    }))
  }
  if (kind === 'wildcard') {
    const usable = searchable(lists.wildcards ?? NONE, ({ name }) => name)
    return found(usable, query, MOST_ROWS, ({ name, lines }) => ({
      ...{ kind: 'wildcard', name, aside: say('generate.wildcards.lines', { lines }) },
      insert: `__${name}__`,
    }))
  }
  const words = { wordsOnly: true }
  const embeddings = found(
    offersIn(lists.embeddings),
    query,
    MOST_ROWS,
    (offer) => ({
      ...{ kind: 'embedding', name: offer.name, aside: whereOf(offer, 'prompt.completion.embedding') },
      insert: offer.name,
    }),
    words,
  )
  const own = found(
    searchable(lists.ownStyles, ({ name }) => name),
    query,
    MOST_ROWS,
    ({ name }) => ({ kind: 'style', name, aside: say('prompt.completion.own-style'), insert: '' }),
    words,
  )
  const owned = new Set(own.map(({ name }) => name))
  const styles = found(
    offersIn(lists.styles),
    query,
    MOST_ROWS,
    (offer) => ({
      ...{ kind: 'style', name: offer.name, aside: whereOf(offer, 'prompt.completion.style'), insert: '' },
    }),
    words,
  ).filter(({ name }) => !owned.has(name))
  const terms = found(
    searchableTerms(lists.earlier),
    query,
    MOST_TERMS,
    (term) => ({ kind: 'term', name: term, aside: say('prompt.completion.earlier'), insert: term }),
    words,
  )
  return [...[...embeddings, ...own, ...styles].slice(0, MOST_ROWS - terms.length), ...terms]
}

type OfferedAs = 'prompt.completion.lora' | 'prompt.completion.embedding' | 'prompt.completion.style'

const NONE: readonly never[] = []

const offersIn = (offers: readonly Offer[]) => searchable(offers, ({ name }) => name)

function found<Item>(
  { items, index }: Searchable<Item>,
  query: string,
  most: number,
  optionOf: (item: Item) => Omit<PromptCompletion, 'marks'>,
  options?: SearchOptions,
): PromptCompletion[] {
  return index.search(query, most, options).flatMap(({ at, marks }) => {
    const item = items[at]
    return item === undefined ? [] : [{ ...optionOf(item), marks }]
  })
}

const whereOf = ({ on, of }: Offer, what: OfferedAs): string =>
  say('prompt.completion.on', { what: say(what), on, of })
