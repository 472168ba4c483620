/** A moment that is not quite certain: seconds from now, and their standard deviation. */
export interface Moment {
  readonly seconds: number
  readonly spread: number
}

/** A logistic curve with this factor is the normal distribution to within a hundredth. */
const LOGISTIC = 1.702
/** Beyond so many standard deviations nothing happens. */
const FURTHEST = 4
const ROUNDS = 40

/**
 * The latest of several independent moments: with many workers ending together, the last one is later than any of them is expected to
 * be. Its median, and half the distance between the 16th and the 84th percentile. Null: there are none.
 */
export function latestOf(moments: readonly Moment[]): Moment | null {
  if (moments.length === 0) return null
  const surely = Math.max(...moments.map(({ seconds, spread }) => seconds - FURTHEST * spread))
  // Who is done before even the earliest that the last can be does not matter.
  const open = moments.filter(({ seconds, spread }) => seconds + FURTHEST * spread >= surely)
  const furthest = Math.max(...open.map(({ seconds, spread }) => seconds + FURTHEST * spread))
  const probability = (seconds: number) => open.reduce((product, each) => product * doneBy(each, seconds), 1)
  const percentile = (share: number) => {
    let [low, high] = [surely, furthest]
    for (let round = 0; round < ROUNDS && high - low > 1e-3; round++) {
      const middle = (low + high) / 2
      if (probability(middle) < share) low = middle
      else high = middle
    }
    return high
  }
  return { seconds: percentile(0.5), spread: Math.max(0, (percentile(0.84) - percentile(0.16)) / 2) }
}

function doneBy({ seconds, spread }: Moment, at: number): number {
  if (spread <= 0) return at >= seconds ? 1 : 0
  return 1 / (1 + Math.exp((-LOGISTIC * (at - seconds)) / spread))
}
