import type { LearnedMean } from './worker-speed.ts'

/** Weight of the newest observation once a mean is settled; the first few count as a plain mean. */
const NEWEST_WEIGHT = 0.3
const MOST_COUNTED = 1000

export const NOTHING: LearnedMean = { mean: 0, n: 0 }

/** An exponentially weighted mean that starts as a plain one, so that the first observations count in full. */
export function mixed(
  before: LearnedMean | undefined,
  value: number,
  newestWeight: number = NEWEST_WEIGHT,
): LearnedMean {
  if (before === undefined || before.n === 0) return { mean: value, n: 1 }
  const weight = Math.max(newestWeight, 1 / (before.n + 1))
  return { mean: before.mean + weight * (value - before.mean), n: Math.min(before.n + 1, MOST_COUNTED) }
}
