import { completionOf } from '../planning/completion.ts'
import { finishSeconds } from '../planning/exact.ts'
import type { Moment } from '../planning/latest.ts'
import { participants } from '../planning/plan.ts'
import type { PlanningWorker } from '../planning/planning-worker.ts'
import type { InFlight } from './in-flight.ts'
import type { Job } from './job.ts'
import { Deal } from './next-batch.ts'
import { rescueOf } from './straggler.ts'

interface Running {
  readonly flight: InFlight
  readonly end: Moment
  /** indexes that nobody else makes */
  readonly uncovered: readonly number[]
}

/**
 * Seconds until the last asked-for image of a job, as forecast now: what is on its way, what nobody has yet as it would be dealt, and
 * what will be copied because its owner is late. `fleet`: as the planner sees it for this job, jobs in front of it taken into
 * account. Null: nobody can work on what is left.
 */
export function arrivalOf(
  job: Job,
  flights: readonly InFlight[],
  fleet: readonly PlanningWorker[],
  now: number,
): Moment | null {
  const wanted = flights.filter((flight) => !flight.bonus && flight.unwanted === null)
  const running = wanted.filter(({ copy }) => !copy).map((flight) => runningOf(flight, wanted, job, now))
  const deal = new Deal(fleet, job.pool.size, new Set<string>(job.bonus.keys()))
  const portions = deal.portions()
  if (job.pool.size > 0 && portions.length === 0) return null

  const after = new Map(portions.map(({ worker, images }) => [worker.id, finishSeconds(worker, images)]))
  const helpers = participants(fleet, 'exact')
    .filter(({ id }) => !job.bonus.has(id))
    .map((worker) => ({ ...worker, releaseSeconds: after.get(worker.id) ?? worker.releaseSeconds }))
  const late = running.map(({ flight, end, uncovered }) => ({
    owner: flight.workerId,
    remainingSeconds: end.seconds,
    uncovered,
  }))
  const rescue = rescueOf(late, helpers)
  const rescued = new Set(rescue?.batches)
  const ends = running.map(({ end }, at) =>
    rescued.has(at) && rescue !== null ? { seconds: rescue.seconds, spread: end.spread / 2 } : end,
  )
  return completionOf(portions, ends) ?? { seconds: 0, spread: 0 }
}

/** A batch made twice is there when its owner or all of its copies are. */
function runningOf(flight: InFlight, all: readonly InFlight[], job: Job, now: number): Running {
  const own = momentOf(flight, now)
  const uncovered = [...flight.indexes()].filter(
    (index) => !flight.covered.has(index) && !job.stored.has(index) && !job.claimed.has(index),
  )
  if (uncovered.length > 0 || flight.covered.size === 0) return { flight, end: own, uncovered }
  const copies = all
    .filter((other) => other.copy && [...flight.covered].some((index) => other.makes(index)))
    .map((copy) => momentOf(copy, now))
    .sort((a, b) => b.seconds - a.seconds)
  const last = copies[0] ?? own
  return { flight, end: last.seconds < own.seconds ? last : own, uncovered }
}

const momentOf = (flight: InFlight, now: number): Moment => ({
  seconds: (flight.endsAt(now) - now) / 1000,
  spread: flight.endSpreadMs(now) / 1000,
})
