/** What an entry of the palette is found by. */
export interface Findable {
  readonly name: string
  /** found by these words too, after its name */
  readonly words?: string
}

/** How well a text typed fits, from the best; an entry of 0 is not offered. */
const FITS = {
  whole: 6,
  start: 5,
  wordStarts: 4,
  wordStartsAnywhere: 3,
  inside: 2,
  insideAnywhere: 1,
  not: 0,
} as const

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * How well an entry fits what was typed: its whole name, its beginning, words of it by their beginnings, letters inside them; its other
 * words after those of its name. Every word typed must be found. Nothing typed fits everything.
 */
export function rank(typed: string, { name, words = '' }: Findable): number {
  const asked = wordsOf(typed)
  const own = wordsOf(name)
  const all = [...own, ...wordsOf(words)]
  const [whole, phrase] = [own.join(' '), asked.join(' ')]
  const each = (found: (word: string, token: string) => boolean, among: readonly string[]) =>
    asked.every((token) => among.some((word) => found(word, token)))
  const starts = (word: string, token: string) => word.startsWith(token)
  const holds = (word: string, token: string) => word.includes(token)
  if (whole === phrase) return FITS.whole
  if (whole.startsWith(phrase)) return FITS.start
  if (each(starts, own)) return FITS.wordStarts
  if (each(starts, all)) return FITS.wordStartsAnywhere
  if (each(holds, own)) return FITS.inside
  return each(holds, all) ? FITS.insideAnywhere : FITS.not
}

/**
 * The entries that fit, the best first. Of two that fit equally well, the one used last comes first, else the order stays.
 * `recent`: ids of entries, used last first.
 */
export function ranked<Entry extends Findable & { readonly id: string }>(
  typed: string,
  entries: readonly Entry[],
  recent: readonly string[],
): { readonly entry: Entry; readonly fit: number }[] {
  const usedAt = (id: string) => {
    const place = recent.indexOf(id)
    return place < 0 ? recent.length : place
  }
  return entries
    .map((entry) => ({ entry, fit: rank(typed, entry) }))
    .filter(({ fit }) => fit > FITS.not)
    .toSorted((one, other) => other.fit - one.fit || usedAt(one.entry.id) - usedAt(other.entry.id))
}
