import type { Stretch } from '../../src/main/core/dispatch/testing/true-worker.ts'

/**
 * When a worker is away that joins, leaves and returns several times; seconds from the start. It is there at the start unless the first
 * thing it does is to join later than that. Each return belongs to the leave at its place.
 */
export function absencesOf(
  joins: readonly number[],
  leaves: readonly number[],
  returns: readonly number[],
): Stretch[] {
  const turns = [
    ...joins.filter((at) => at > 0).map((at) => ({ at, there: true })),
    ...leaves.map((at) => ({ at, there: false })),
    ...returns.map((at, nth) => ({ at: Math.max(at, leaves[nth] ?? at), there: true })),
  ].sort((a, b) => a.at - b.at)
  const absences: Stretch[] = []
  let awaySince = turns[0]?.there === true && !joins.includes(0) ? 0 : null
  for (const { at, there } of turns) {
    if (!there) awaySince ??= at
    else if (awaySince !== null) {
      absences.push({ from: awaySince, to: at })
      awaySince = null
    }
  }
  return awaySince === null ? absences : [...absences, { from: awaySince, to: Number.POSITIVE_INFINITY }]
}
