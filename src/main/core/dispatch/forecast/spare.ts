import { countWithin } from '../../planning/exact.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { MOST_MAKERS } from '../request/due.ts'
import { lastRun } from './straggler.ts'

/** Images on their way that will arrive together. */
export interface Exposed {
  /** seconds until they are there, as forecast now */
  readonly remainingSeconds: number
  /** ascending */
  readonly indexes: readonly number[]
  /** of each of them: how many workers are at it */
  readonly makers: readonly number[]
}

/** A worker with nothing to do. */
export interface SpareHelper {
  readonly worker: PlanningWorker
  /** seconds until it would have made one image */
  readonly oneIn: number
}

/** What an idle worker should make as well. */
export interface Spare {
  /** id of the worker */
  readonly helper: string
  /** a run of them, ascending */
  readonly indexes: readonly number[]
}

/**
 * Which images idle workers should make as well: the soonest worker first, each those that the fewest are at, and of those the ones that are due
 * last; as many as it has made by then, and one at least. No image on more than MOST_MAKERS, spare copies included. `helpers`: soonest first.
 */
export function sparesFor(exposed: readonly Exposed[], helpers: readonly SpareHelper[]): Spare[] {
  const makers = new Map<number, number>()
  for (const { indexes, makers: counts } of exposed)
    for (const [at, index] of indexes.entries()) makers.set(index, counts[at] ?? 0)
  const makersOf = (index: number) => makers.get(index) ?? 0
  const open = () =>
    exposed.flatMap((batch) => {
      const fewest = Math.min(...batch.indexes.map(makersOf))
      return fewest < MOST_MAKERS ? [{ batch, fewest }] : []
    })
  const spares: Spare[] = []
  for (const { worker } of helpers) {
    const [next] = open().sort(
      (a, b) => a.fewest - b.fewest || b.batch.remainingSeconds - a.batch.remainingSeconds,
    )
    if (next === undefined) break
    const { batch, fewest } = next
    const left = batch.indexes.filter((index) => makersOf(index) === fewest)
    const inTime = countWithin(worker, batch.remainingSeconds, Math.max(1, worker.maxBatch))
    const indexes = lastRun(left, Math.max(1, inTime))
    for (const index of indexes) makers.set(index, makersOf(index) + 1)
    spares.push({ helper: worker.id, indexes })
  }
  return spares
}
