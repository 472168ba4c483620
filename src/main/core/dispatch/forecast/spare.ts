import { countWithin, finishSeconds } from '../../planning/exact.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { MOST_MAKERS } from '../request/due.ts'
import { lastRun } from './straggler.ts'

/** Images on their way that will arrive together. */
export interface Exposed {
  /** ascending */
  readonly indexes: readonly number[]
  /** of each of them: seconds until each worker that is at it has it there, as forecast now */
  readonly ends: readonly (readonly number[])[]
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

/** Images that arrive together, with all who are at them: of each image seconds until they have it there, ascending. */
type Batch = readonly { readonly index: number; ends: readonly number[] }[]

/**
 * Which images idle workers should make as well: the soonest worker first, each those that would be there last if whoever has them first broke at
 * the end; as many as it has made by the time they are due, and one at least. None that MOST_MAKERS have sooner than it: whoever is slower keeps nobody out.
 * `helpers`: soonest first.
 */
export function sparesFor(exposed: readonly Exposed[], helpers: readonly SpareHelper[]): Spare[] {
  const anew = helpers[0]?.oneIn ?? 0
  const batches = exposed.map(
    ({ indexes, ends }): Batch =>
      indexes.map((index, at) => ({ index, ends: (ends[at] ?? []).toSorted(ascending) })),
  )
  const spares: Spare[] = []
  for (const { worker, oneIn } of helpers) {
    const next = mostExposed(batches, oneIn, anew)
    if (next === null) continue
    const [first] = next
    const inTime = countWithin(worker, first?.ends[0] ?? 0, Math.max(1, worker.maxBatch))
    const indexes = lastRun(
      next.map(({ index }) => index),
      Math.max(1, inTime),
    )
    const end = finishSeconds(worker, indexes.length)
    for (const image of next)
      if (indexes.includes(image.index)) image.ends = [...image.ends, end].sort(ascending)
    spares.push({ helper: worker.id, indexes })
  }
  return spares
}

/**
 * Of all batches, the images that would be there last without who has them first: with the next of their makers, or made anew then; of several the ones
 * that are due last. `oneIn`: of the worker that asks; `anew`: seconds in which somebody would have made one again. Null: it is needed nowhere.
 */
function mostExposed(batches: readonly Batch[], oneIn: number, anew: number): Batch | null {
  let most: { readonly images: Batch; readonly without: number; readonly due: number } | null = null
  for (const batch of batches) {
    const open = batch.filter(({ ends }) => (ends[MOST_MAKERS - 1] ?? Number.POSITIVE_INFINITY) > oneIn)
    const without = Math.max(...open.map(({ ends }) => secondOf(ends, anew)))
    const due = open[0]?.ends[0] ?? 0
    if (most !== null && (without < most.without || (without === most.without && due <= most.due))) continue
    if (open.length > 0)
      most = { images: open.filter(({ ends }) => secondOf(ends, anew) === without), without, due }
  }
  return most?.images ?? null
}

const secondOf = ([first = 0, second = Number.POSITIVE_INFINITY]: readonly number[], anew: number): number =>
  Math.min(second, first + anew)

const ascending = (a: number, b: number) => a - b
