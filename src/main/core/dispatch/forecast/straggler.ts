import { nextBatchSize } from '../../planning/batch-size.ts'
import { dealExact, finishSeconds } from '../../planning/exact.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { Due } from '../request/due.ts'

/** A copy must be done sooner than the owner by this share of what the owner still needs, and by this much. */
const STRAGGLER_MARGIN = { share: 0.1, seconds: 0.3 } as const

/** Images on their way that will arrive together. */
export interface LateBatch {
  /** the workers that make them already, so they get no copy of them */
  readonly makers: readonly string[]
  /** seconds until they are there, as forecast now */
  readonly remainingSeconds: number
  /** those of them that may be made elsewhere too */
  readonly uncovered: readonly number[]
}

/** What is due, as a candidate for copies. */
export const lateOf = ({ origin, by, spares, end, indexes, open }: Due): LateBatch => ({
  makers: [origin, by, ...spares].map(({ workerId }) => workerId),
  remainingSeconds: end.seconds,
  uncovered: open ? indexes : [],
})

/** A worker that could make some of its images too, now or when it is done with what it has. */
export interface Helper {
  readonly worker: PlanningWorker
  /** the same worker as batches are sized for it */
  readonly sizing: PlanningWorker
  readonly idle: boolean
}

/** What an idle worker should make too: a run of indexes of one late batch, both by their place in the lists given. */
export interface Copy {
  readonly batch: number
  readonly helper: number
  readonly indexes: readonly number[]
}

/** How late batches would be made elsewhere. */
export interface Rescue {
  /** the batches, latest first */
  readonly batches: readonly number[]
  /** images of them for each helper */
  readonly shares: readonly number[]
  /** seconds until all of them are there */
  readonly seconds: number
}

/** Within how many seconds images must be there elsewhere that their owner still needs so long for. */
const soonEnough = (remainingSeconds: number): number =>
  remainingSeconds - Math.max(STRAGGLER_MARGIN.seconds, STRAGGLER_MARGIN.share * remainingSeconds)

/** Whether an image that is elsewhere so many seconds from now is there soon enough, where its owner still needs so long. */
export const isSoonEnough = (seconds: number, remainingSeconds: number): boolean => {
  const within = soonEnough(remainingSeconds)
  return within > 0 && seconds <= within
}

/**
 * Whether any of these workers, all of them idle, could have an image of a late batch there soon enough; if not, `copiesFor` finds nothing for
 * them, whoever else could help. Far less work than that.
 */
export function mayCopy(late: readonly LateBatch[], idle: readonly PlanningWorker[]): boolean {
  let latest = Number.NEGATIVE_INFINITY
  for (const { remainingSeconds, uncovered } of late)
    if (uncovered.length > 0) latest = Math.max(latest, remainingSeconds)
  return idle.some((worker) => isSoonEnough(finishSeconds(worker, 1), latest))
}

/**
 * Which of the batches on their way the others would have done sooner by the margin. An owner delivers a batch all at once, so all of it
 * must be made elsewhere: the latest are dealt anew over everybody who could help, idle or soon so, as many of them as gain by
 * it. Null: none.
 */
export function rescueOf(late: readonly LateBatch[], helpers: readonly PlanningWorker[]): Rescue | null {
  const order = late
    .map((batch, index) => ({ ...batch, index }))
    .filter(({ uncovered }) => uncovered.length > 0)
    .sort((a, b) => b.remainingSeconds - a.remainingSeconds)
  const owners = new Set<string>()
  const batches: number[] = []
  let images = 0
  let best: Omit<Rescue, 'batches'> | null = null
  for (const { makers, remainingSeconds, uncovered, index } of order) {
    for (const maker of makers) owners.add(maker)
    images += uncovered.length
    const able = helpers.map((worker) => (owners.has(worker.id) ? { ...worker, maxBatch: 0 } : worker))
    const shares = dealExact(images, able)
    const seconds = Math.max(...able.map((worker, at) => finishSeconds(worker, shares[at] ?? 0)))
    if (shares.every((share) => share === 0) || seconds > soonEnough(remainingSeconds)) break
    batches.push(index)
    best = { shares, seconds }
  }
  return best === null ? null : { batches, ...best }
}

/**
 * Which images of late batches idle workers should make too: the first run of their share in the rescue; those not idle yet come back
 * for theirs. Empty: nobody would be sooner.
 */
export function copiesFor(late: readonly LateBatch[], helpers: readonly Helper[]): Copy[] {
  const rescue = rescueOf(
    late,
    helpers.map(({ worker }) => worker),
  )
  return rescue === null ? [] : runsFor(rescue, late, helpers)
}

/** Cuts the late batches into runs for the idle ones of those who got a share, the latest batch first. */
function runsFor(
  { batches, shares }: Rescue,
  late: readonly LateBatch[],
  helpers: readonly Helper[],
): Copy[] {
  const left = batches.map((index) => ({
    index,
    indexes: [...(late[index]?.uncovered ?? [])].sort((a, b) => a - b),
  }))
  const copies: Copy[] = []
  for (const [at, { sizing, idle }] of helpers.entries()) {
    const share = shares[at] ?? 0
    const batch = left.find(({ indexes }) => indexes.length > 0)
    if (!idle || share === 0 || batch === undefined) continue
    const indexes = lastRun(batch.indexes, Math.max(1, nextBatchSize(share, sizing)))
    batch.indexes.splice(batch.indexes.length - indexes.length)
    copies.push({ batch: batch.index, helper: at, indexes })
  }
  return copies
}

/** From the end, as one run: a batch's seeds are consecutive. `indexes` ascend. */
export function lastRun(indexes: readonly number[], count: number): number[] {
  let from = indexes.length - 1
  while (from > 0 && indexes.length - from < count && indexes[from - 1] === (indexes[from] ?? 0) - 1) from--
  return indexes.slice(from)
}
