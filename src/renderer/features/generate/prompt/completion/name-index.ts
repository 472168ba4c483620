/** A name that a query fits. */
interface Hit {
  /** which of the names, from 0 */
  readonly at: number
  /** places of its characters that the query stands for, rising */
  readonly marks: readonly number[]
}

/** What a search has cost, in characters that were compared. */
interface SearchCost {
  compared: number
}

export interface SearchOptions {
  /** only names that begin so, or in which a word does */
  readonly wordsOnly?: boolean
  readonly cost?: SearchCost
}

/** Names prepared for being searched with every key: made once for a list. */
export interface NameIndex {
  /** The names that fit best, at most `most` of them. An empty query fits all of them, in their order. */
  search(query: string, most: number, options?: SearchOptions): Hit[]
}

/** How well a name fits, best first: it begins so, a word in it does, or the letters come in this order. */
const [BEGINS, WORD, SUBSEQUENCE] = [0, 1, 2]

interface Prepared {
  readonly at: number
  readonly lower: string
  /** a bit for each letter or digit in it: what a query has beyond them it cannot fit */
  readonly letters: number
}

interface Fit extends Hit {
  readonly how: number
  /** of two that fit alike the lower one is shown first */
  readonly behind: number
}

/** From so many hits on they are sorted once instead of kept in order. */
const MANY = 64
/** Longest part of a name, and longest query, that are looked at. */
const LONGEST = 200
const LETTER_BITS = 31

/**
 * Prepares names. A name that stands earlier comes before another that fits as well and is as long. Searching is linear in the names, and most
 * of them are passed over after one comparison of two numbers.
 */
export function indexNames(names: readonly string[]): NameIndex {
  const prepared: Prepared[] = names.map((name, at) => {
    const lower = name.slice(0, LONGEST).toLowerCase()
    return { at, lower, letters: lettersOf(lower) }
  })
  return {
    search(query, most, { wordsOnly = false, cost = { compared: 0 } } = {}) {
      const wanted = query.slice(0, LONGEST).toLowerCase()
      if (wanted === '') return prepared.slice(0, most).map(({ at }) => ({ at, marks: [] }))
      const needed = lettersOf(wanted)
      const best: Fit[] = []
      for (const name of prepared) {
        cost.compared++
        if ((name.letters & needed) !== needed) continue
        const worst = most > MANY || best.length < most ? undefined : best.at(-1)
        const fit = fitOf(name, wanted, wordsOnly ? WORD : (worst?.how ?? SUBSEQUENCE), cost)
        if (fit === null || (worst !== undefined && !isBetter(fit, worst))) continue
        if (most > MANY) {
          best.push(fit)
          continue
        }
        best.splice(placeFor(fit, best), 0, fit)
        if (best.length > most) best.pop()
      }
      if (most > MANY) best.sort((a, b) => a.how - b.how || a.behind - b.behind).splice(most)
      return best.map(({ at, marks }) => ({ at, marks }))
    },
  }
}

function fitOf({ at, lower }: Prepared, wanted: string, worst: number, cost: SearchCost): Fit | null {
  if (wanted.length > lower.length) return null
  cost.compared += lower.length
  for (let from = lower.indexOf(wanted); from >= 0; from = lower.indexOf(wanted, from + 1)) {
    if (from > 0 && !startsWord(lower, from)) continue
    return {
      at,
      how: from === 0 ? BEGINS : WORD,
      behind: lower.length,
      marks: consecutive(from, wanted.length),
    }
  }
  if (worst < SUBSEQUENCE) return null
  const marks = subsequence(lower, wanted)
  // Letters that are close together fit better than those that are spread.
  return marks && { at, how: SUBSEQUENCE, behind: (marks.at(-1) ?? 0) - (marks[0] ?? 0), marks }
}

const consecutive = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, offset) => from + offset)

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)

const startsWord = (text: string, at: number): boolean => !isLetter(text[at - 1])

/** The first places at which these letters come in this order; null: they do not. */
function subsequence(text: string, wanted: string): number[] | null {
  const marks: number[] = []
  let from = 0
  for (const letter of wanted) {
    const found = text.indexOf(letter, from)
    if (found < 0) return null
    for (let part = 0; part < letter.length; part++) marks.push(found + part)
    from = found + letter.length
  }
  return marks
}

const isBetter = (a: Fit, b: Fit): boolean => a.how < b.how || (a.how === b.how && a.behind < b.behind)

function placeFor(fit: Fit, among: readonly Fit[]): number {
  const place = among.findIndex((other) => isBetter(fit, other))
  return place < 0 ? among.length : place
}

function lettersOf(text: string): number {
  let letters = 0
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) % LETTER_BITS)
  return letters
}
