/** What looking for similar names may still cost, in comparisons of two characters. */
export interface Effort {
  left: number
}

/** For all names of one request together: some 10 ms. */
export const anEffort = (): Effort => ({ left: 1_500_000 })

const MOST_NAMES = 20_000
/** Longer names are not compared, characters. */
const LONGEST = 100
/** Edits that two names may be apart, at most; of a short name one in three characters. */
const MOST_EDITS = 4
/** A name that holds the other one is similar from so many characters on. */
const LEAST_PART = 3
/** Behind every name that a few edits lead to, before those that are only part of one. */
const PART = MOST_EDITS + 1

/**
 * The names most like one that is wanted, nearest first: those that a few edits make of it, whatever the letter case, then those that
 * hold it or that it holds. Stops when `effort` is used up.
 */
export function nearNames(wanted: string, names: Iterable<string>, effort: Effort, most = 3): string[] {
  const from = wanted.toLowerCase()
  if (from.length > LONGEST || from === '') return []
  const edits = Math.min(MOST_EDITS, Math.max(1, Math.floor(from.length / 3)))
  const found = new Map<string, number>()
  let looked = 0
  for (const name of names) {
    if (looked++ === MOST_NAMES || effort.left <= 0) break
    if (name.length > LONGEST || name === wanted || found.has(name)) continue
    const to = name.toLowerCase()
    const apart = editsBetween(from, to, edits, effort)
    if (apart !== null) found.set(name, apart)
    else if (isPart(from, to)) found.set(name, PART + Math.abs(to.length - from.length))
  }
  return [...found]
    .sort(([a, far], [b, further]) => far - further || a.length - b.length)
    .slice(0, most)
    .map(([name]) => name)
}

const isPart = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= LEAST_PART && (a.includes(b) || b.includes(a))

/** Characters to insert, take out or replace to make one text of the other; null: more than `most`. */
export function editsBetween(a: string, b: string, most: number, effort: Effort): number | null {
  if (Math.abs(a.length - b.length) > most) return null
  const FAR = most + 1
  let before = Array.from({ length: b.length + 1 }, (_, at) => Math.min(at, FAR))
  for (let row = 1; row <= a.length; row++) {
    const now = new Array<number>(b.length + 1).fill(FAR)
    now[0] = Math.min(row, FAR)
    let least = now[0]
    // Further from the diagonal more edits are needed than may be.
    const [first, last] = [Math.max(1, row - most), Math.min(b.length, row + most)]
    effort.left -= last - first + 1
    for (let at = first; at <= last; at++) {
      const replaced = (before[at - 1] ?? FAR) + (a[row - 1] === b[at - 1] ? 0 : 1)
      const cost = Math.min(replaced, (before[at] ?? FAR) + 1, (now[at - 1] ?? FAR) + 1)
      now[at] = cost
      least = Math.min(least, cost)
    }
    if (least > most) return null
    before = now
  }
  const apart = before[b.length] ?? FAR
  return apart > most ? null : apart
}
