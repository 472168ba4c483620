/** What of prompts is looked through and kept. */
const MOST_CHARACTERS = 400_000
const MOST_TERMS = 5_000
/** Of one term, characters. */
const [SHORTEST, LONGEST] = [3, 80]

/** Brackets, and the weight that ends them. */
const WEIGHTS = /:\s*[+-]?(?:\d+\.?\d*|\.\d+)\s*(?=[)\]])/g
const PARTS = /[,;|\n(){}[\]]|\b(?:BREAK|AND)\b/
/** Tags of networks, and comments. */
const NO_TERMS = /<[^<>\n]{1,300}>|#[^\n]*/g

/**
 * The phrases of these prompts, without weights, each once: those that stand in most of them first, of equals those of the earlier prompts.
 * Linear in the prompts, of which so much is looked through as the bound says.
 */
export function promptTerms(prompts: readonly string[]): string[] {
  const counted = new Map<string, { term: string; count: number }>()
  let left = MOST_CHARACTERS
  for (const prompt of prompts) {
    left -= prompt.length
    if (left < 0) break
    const terms = new Map<string, string>()
    for (const part of prompt.replace(NO_TERMS, ',').replace(WEIGHTS, '').split(PARTS)) {
      const term = part.replace(/\s+/g, ' ').trim()
      if (term.length >= SHORTEST && term.length <= LONGEST && !/__/.test(term))
        terms.set(term.toLowerCase(), term)
    }
    for (const [key, term] of terms) {
      const known = counted.get(key)
      if (known) known.count++
      else if (counted.size < MOST_TERMS) counted.set(key, { term, count: 1 })
    }
  }
  return [...counted.values()].sort((a, b) => b.count - a.count).map(({ term }) => term)
}
