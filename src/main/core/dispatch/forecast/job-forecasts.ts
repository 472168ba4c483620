import type { WorkerId } from '../../../../shared/ids.ts'
import { mostImages } from '../../../../shared/run-count.ts'
import { type Completion, lowerBoundSeconds, partsBoundSeconds } from '../../planning/lower-bound.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { Clock } from '../../ports.ts'
import type { Job } from '../job/job.ts'
import { workedSeconds } from '../job/job-state.ts'
import { dueOf } from '../request/due.ts'
import type { Rounds } from '../rounds.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import { arrivalOf } from './arrival.ts'
import type { FleetForecast } from './fleet-forecast.ts'
import type { PartFleet } from './job-deal.ts'
import { ownerOf } from './owner.ts'

export interface JobForecastsDeps {
  readonly clock: Clock
  readonly ledgers: WorkerLedgers
  readonly fleetForecast: FleetForecast
  readonly rounds: Pick<Rounds, 'count'>
}

/**
 * What each job is foretold to take from its first request on, and takes at least. It is worked out when that request is sent, and again
 * when other workers can take part or other jobs stand in front: a forecast for another queue or another fleet is none. That speeds turn
 * out otherwise changes nothing: that is what a forecast is compared for.
 */
export class JobForecasts {
  readonly #deps: JobForecastsDeps
  /** what the forecast of a job was made for */
  readonly #madeFor = new WeakMap<Job, Circumstances>()
  /** the round and the requests under way that a job was planned with */
  readonly #plannedAt = new WeakMap<Job, string>()

  constructor(deps: JobForecastsDeps) {
    this.#deps = deps
  }

  /**
   * Plans all that is missing of a job of which nothing was sent yet, as of now. False: nobody can work on it, or it was planned in this
   * round already and nothing was sent since.
   */
  begin(job: Job): boolean {
    const { ledgers, rounds } = this.#deps
    const standing = `${rounds.count} ${ledgers.flights().length}`
    if (job.plan !== null && this.#plannedAt.get(job) === standing) return false
    this.#plannedAt.set(job, standing)
    const left = job.parts.all.length === 1 ? mostImages(job.request) - job.mainStored : null
    const plan = this.#deps.fleetForecast.plan(
      job.request,
      job.parts.open.map((part) => ({ owner: ownerOf(job, part), images: left ?? part.pool.size })),
    )
    if (plan.makespanSeconds === null) return false
    job.begin(plan)
    this.#madeFor.set(job, this.#circumstances(job))
    return true
  }

  /** Works the forecast of a job that has begun out again if what it was made for has changed. Answers whether it did. */
  renew(job: Job): boolean {
    const circumstances = this.#circumstances(job)
    const before = this.#madeFor.get(job)
    if (before !== undefined && areAlike(before, circumstances)) return false
    this.#madeFor.set(job, circumstances)
    const { clock, ledgers, fleetForecast } = this.#deps
    const now = clock.now()
    const worked = workedSeconds(job.standing, now)
    if (worked === null || job.whole) return false
    const flights = ledgers.flightsOf(job)
    const fleets = fleetForecast.partFleetsBehind(job)
    const left = arrivalOf(job, flights, fleetForecast.deal(job, fleets), now)
    if (left === null) return false
    const due = dueOf(flights, job, now).map(
      ({ end, indexes }): Completion => ({ seconds: end.seconds, images: indexes.length }),
    )
    // Where the time is given, it is the number of images that could be less.
    const least = job.endsAt !== null ? null : leastSeconds(job, fleets, due)
    job.foresee({
      makespanSeconds: worked + left.seconds,
      lowerBoundSeconds: least === null ? null : worked + least,
    })
    return true
  }

  /** It goes on after a pause, and its machines may be at something else: to be worked out again. */
  resumed(job: Job): void {
    this.#madeFor.delete(job)
  }

  #circumstances(job: Job): Circumstances {
    const { fleetForecast } = this.#deps
    const owner = ownerOf(job)
    return { able: fleetForecast.able(owner, job.request.mode), ahead: fleetForecast.ahead(owner) }
  }
}

/** The least seconds in which the rest of a job could be there; null: nobody can make it. */
function leastSeconds(job: Job, fleets: readonly PartFleet[], due: readonly Completion[]): number | null {
  const [only, another] = fleets
  const taking = (fleet: readonly PlanningWorker[]) => participants(fleet, job.request.mode)
  if (only !== undefined && another === undefined)
    return lowerBoundSeconds(
      due.reduce((sum, each) => sum + each.images, only.part.pool.size),
      taking(only.fleet),
      due,
    )
  return partsBoundSeconds(
    fleets.map(({ part, fleet }) => ({ images: part.pool.size, workers: taking(fleet) })),
  )
}

/** What a forecast holds for: who can take part in the job, whatever their order, and which jobs come first. */
interface Circumstances {
  readonly able: ReadonlySet<WorkerId>
  readonly ahead: readonly Job[]
}

function areAlike(a: Circumstances, b: Circumstances): boolean {
  if (a.ahead.length !== b.ahead.length || !a.ahead.every((job, at) => job === b.ahead[at])) return false
  if (a.able === b.able) return true
  if (a.able.size !== b.able.size) return false
  for (const id of a.able) if (!b.able.has(id)) return false
  return true
}
