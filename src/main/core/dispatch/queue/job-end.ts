import type { JobView } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { Clock } from '../../ports.ts'
import type { FleetForecast } from '../forecast/fleet-forecast.ts'
import type { Job } from '../job/job.ts'
import { noteWhoMadeNone } from '../job/made-none.ts'
import type { Rounds } from '../rounds.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { Announcer } from './announcer.ts'
import type { JobQueue } from './job-queue.ts'

export interface JobEndDeps {
  readonly clock: Clock
  readonly queue: JobQueue
  readonly ledgers: WorkerLedgers
  readonly announcer: Announcer
  readonly fleetForecast: FleetForecast
  readonly rounds: Rounds
}

/** How jobs end: when they are done, cancelled or fail, and who is told. */
export class JobEnd {
  readonly #deps: JobEndDeps
  /** over, but not all of their requests have come back */
  readonly #ending = new Set<Job>()
  readonly #waiters = new Map<Job, ((job: JobView) => void)[]>()

  constructor(deps: JobEndDeps) {
    this.#deps = deps
  }

  /** A request of the job has ended, as far as the job is concerned. */
  requestDone(job: Job): void {
    if (!job.over) job.happened({ type: 'request-ended', at: this.#deps.clock.now() })
    this.#deps.announcer.jobChanged(job)
    this.settle(job)
  }

  /** Is the job done? Says so, and tells who waits for it when nothing of it is on its way any more. */
  settle(job: Job): void {
    const { queue, announcer } = this.#deps
    if (!job.over && job.whole && !job.storing) this.#allStored(job)
    if (!queue.isQuiet(job)) return
    if (this.#ending.delete(job)) announcer.ended(job)
    const waiters = this.#waiters.get(job) ?? []
    if (waiters.length === 0) return
    this.#waiters.delete(job)
    const view = announcer.jobView(job)
    for (const resolve of waiters) resolve(view)
  }

  #allStored(job: Job): void {
    const { clock, ledgers } = this.#deps
    const flights = ledgers.flightsOf(job)
    // What was begun in time and comes late is wanted yet.
    if (job.timeUp && flights.some(({ wanted }) => wanted)) return
    job.happened({ type: 'all-stored', at: clock.now() })
    for (const flight of flights) if (!flight.bonus) flight.happened({ type: 'job-over' })
    if (flights.every((flight) => !flight.bonus)) this.#end(job, nothingMadeInTime(job))
  }

  /** Drops what is not assigned, interrupts what runs, keeps what arrived. */
  cancel(job: Job): void {
    if (!job.over) this.#end(job, 'cancelled')
  }

  /** As `cancel`, but nobody asked for it: the job has failed, for that reason. */
  fail(job: Job, problem: Problem): void {
    if (!job.over) this.#end(job, problem)
  }

  /** Resolves when the job is over and nothing of it is on its way any more. */
  whenDone(job: Job): Promise<JobView> {
    if (this.#deps.queue.isQuiet(job)) return Promise.resolve(this.#deps.announcer.jobView(job))
    return new Promise((resolve) => this.#waiters.set(job, [...(this.#waiters.get(job) ?? []), resolve]))
  }

  /** `why` null: it is whole. */
  #end(job: Job, why: Problem | 'cancelled' | null): void {
    const { clock, queue, ledgers, announcer, fleetForecast, rounds } = this.#deps
    const when = { at: clock.now(), wall: clock.wall() }
    if (why === null) job.happened({ type: 'completed', ...when })
    else if (why === 'cancelled') job.happened({ type: 'cancelled', ...when })
    else job.happened({ type: 'failed', ...when, problem: why })
    const flights = ledgers.flightsOf(job)
    noteWhoMadeNone(job, fleetForecast.candidates(job), flights, when.at)
    job.dealNoMore()
    for (const flight of flights) flight.happened({ type: 'job-over' })
    // A late answer is of no use any more.
    for (const flight of ledgers.abandoned()) if (flight.job === job) flight.abort.abort()
    job.tallies.close(job.standing.makespanSeconds ?? 0)
    queue.save(job)
    announcer.announce(job)
    announcer.nothingAhead(job)
    announcer.ended(job)
    if (!queue.isQuiet(job)) this.#ending.add(job)
    this.settle(job)
    rounds.ask()
  }
}

/** A job whose time is up ends with what it has; without one image it has failed. */
const nothingMadeInTime = (job: Job): Problem | null =>
  job.timeUp && job.mainStored === 0
    ? {
        kind: 'not-now',
        message: reason('dispatch.nothing-in-time'),
        remedy: reason('dispatch.nothing-in-time.remedy'),
        field: null,
      }
    : null
