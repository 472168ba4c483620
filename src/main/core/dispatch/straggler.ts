import { dealExact, finishSeconds } from '../planning/exact.ts'
import type { PlanningWorker } from '../planning/planning-worker.ts'

/** A copy must be done sooner than the owner by this share of what the owner still needs, and by this much. */
export const STRAGGLER_MARGIN = { share: 0.2, seconds: 2 } as const

export interface LateBatch {
  /** seconds until its answer, as forecast now */
  readonly remainingSeconds: number
  /** indexes nobody else is making */
  readonly uncovered: readonly number[]
}

/**
 * How many images of which late batch an idle worker should make too. The idle workers share the latest batch so that all of
 * its images arrive sooner, because its owner delivers them all at once. Null: nobody would be sooner by the margin.
 * `self` is the position of the asking worker in `idle`.
 */
export function stragglerFor(
  late: readonly LateBatch[],
  idle: readonly PlanningWorker[],
  self: number,
): { batch: number; indexes: number[] } | null {
  const order = late
    .map((batch, index) => ({ ...batch, index }))
    .filter(({ uncovered }) => uncovered.length > 0)
    .sort((a, b) => b.remainingSeconds - a.remainingSeconds)
  for (const { remainingSeconds, uncovered, index } of order) {
    const shares = dealExact(uncovered.length, idle)
    const own = shares[self] ?? 0
    const worker = idle[self]
    if (own === 0 || worker === undefined) continue
    const copied = Math.max(...idle.map((each, at) => finishSeconds(each, shares[at] ?? 0)))
    const saved = remainingSeconds - copied
    if (saved < STRAGGLER_MARGIN.seconds || saved < remainingSeconds * STRAGGLER_MARGIN.share) continue
    // From the end, as one run: a batch's seeds are consecutive.
    const count = Math.min(own, Math.max(1, worker.maxBatch))
    const tail = lastRun(uncovered, count)
    return { batch: index, indexes: tail }
  }
  return null
}

function lastRun(indexes: readonly number[], count: number): number[] {
  const run: number[] = []
  for (const index of [...indexes].sort((a, b) => b - a)) {
    const lowest = run.at(-1)
    if (run.length === count || (lowest !== undefined && index !== lowest - 1)) break
    run.push(index)
  }
  return run.reverse()
}
