import type { JobId } from '../../../../shared/ids.ts'
import type { JobView } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { TributaryError } from '../../failure.ts'
import type { Clock, Journal } from '../../ports.ts'
import type { Announcer } from '../announcer.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { Job } from './job.ts'
import { noteWhoMadeNone } from './made-none.ts'
import type { Candidate } from './starving.ts'

/** A makespan may undercut the least possible by so much, because speeds vary from batch to batch. */
const BOUND_HOLDS = 0.95

export interface JobBookDeps {
  readonly clock: Clock
  readonly journal: Journal
  readonly ledgers: WorkerLedgers
  readonly announcer: Announcer
  /** the machines, as they look for a job */
  readonly candidates: (job: Job) => readonly Candidate[]
  /** its job is over: nobody needs its images */
  readonly unwant: (flight: InFlight) => void
  /** workers may be free for other jobs now */
  readonly requestRound: () => void
}

/** Jobs that are over, with all of their batches, that are kept for whoever looks back: more no list shows. */
const MOST_ENDED = 200

/** The jobs of this run in the order of the queue, and how they end. */
export class JobBook {
  readonly #deps: JobBookDeps
  readonly #jobs: Job[] = []
  /** over, but not all of their requests have come back */
  readonly #ending = new Set<Job>()
  readonly #waiters = new Map<JobId, ((job: JobView) => void)[]>()

  constructor(deps: JobBookDeps) {
    this.#deps = deps
  }

  get all(): readonly Job[] {
    return this.#jobs
  }

  /** Those that may be sent out, in the order of the queue. */
  live(): Job[] {
    return this.#jobs.filter((job) => job.live)
  }

  find(id: JobId): Job | undefined {
    return this.#jobs.find((each) => each.id === id)
  }

  /** Throws `not-found`. */
  get(id: JobId): Job {
    const job = this.find(id)
    if (job === undefined) throw new TributaryError('not-found', 'This job is not known any more.')
    return job
  }

  /** Throws `not-now` for a job that is in the book already and not over: resumed twice, it would be made twice. */
  add(job: Job): void {
    const known = this.find(job.id)
    if (known !== undefined) {
      if (!this.#quiet(known)) throw new TributaryError('not-now', 'This job is still being worked on.')
      this.#forget(known)
    }
    const ended = this.#jobs.filter((each) => this.#quiet(each))
    for (const oldest of ended.slice(0, -MOST_ENDED)) this.#forget(oldest)
    this.#jobs.push(job)
    this.save(job)
  }

  /**
   * Puts a job in front of another one, or at the end; false: it is there already. Throws `not-found`, and `not-now` for a job that is
   * over: it has no place in the queue.
   */
  move(id: JobId, before: JobId | null): boolean {
    const job = this.#open(id)
    const next = before === null ? null : this.#open(before)
    const order = this.#jobs.filter(({ over }) => !over)
    const after = order[order.indexOf(job) + 1] ?? null
    if (next === job || next === after) return false
    this.#jobs.splice(this.#jobs.indexOf(job), 1)
    this.#jobs.splice(next === null ? this.#jobs.length : this.#jobs.indexOf(next), 0, job)
    this.#deps.journal.arrange(this.order())
    return true
  }

  /** The jobs that are not over. */
  order(): JobId[] {
    return this.#jobs.filter(({ over }) => !over).map(({ id }) => id)
  }

  /** Is the job done? Says so, and tells who waits for it when nothing of it is on its way any more. */
  settle(job: Job): void {
    if (!job.over && job.whole && job.storing === 0) {
      job.makespanSeconds ??= this.#secondsSinceRelease(job)
      for (const share of job.bonus.values()) share.pool.clear()
      const flights = this.#deps.ledgers.flightsOf(job)
      for (const flight of flights) if (!flight.bonus) this.#deps.unwant(flight)
      if (flights.every((flight) => !flight.bonus)) this.end(job, 'completed', null)
    }
    if (!this.#quiet(job)) return
    if (this.#ending.delete(job)) this.#deps.announcer.ended(job)
    const waiters = this.#waiters.get(job.id) ?? []
    if (waiters.length === 0) return
    this.#waiters.delete(job.id)
    const view = this.#deps.announcer.jobView(job)
    for (const resolve of waiters) resolve(view)
  }

  /** Drops what is not assigned, gives up what runs. */
  end(job: Job, event: 'completed' | 'cancelled' | 'failed', problem: Problem | null): void {
    const { clock, ledgers, announcer, requestRound } = this.#deps
    job.apply(event)
    job.problem = problem
    job.finishedWall = clock.wall()
    job.makespanSeconds ??= this.#secondsSinceRelease(job)
    // Somebody joined after the first plan, or is faster than was known: what was the least possible then is no bound now.
    if (event === 'completed' && job.makespanSeconds < BOUND_HOLDS * (job.lowerBoundSeconds ?? 0))
      job.lowerBoundSeconds = null
    noteWhoMadeNone(job, this.#deps.candidates(job), ledgers.flightsOf(job), clock.now())
    job.pool.clear()
    job.bonus.clear()
    for (const flight of ledgers.flightsOf(job)) this.#deps.unwant(flight)
    // A late answer is of no use any more.
    for (const flight of ledgers.abandoned()) if (flight.job === job) flight.abort.abort()
    for (const tally of job.tallies.values())
      tally.idleSeconds = Math.max(0, job.makespanSeconds - tally.busySeconds)
    this.save(job)
    announcer.announce(job)
    announcer.nothingAhead(job)
    announcer.ended(job)
    if (!this.#quiet(job)) this.#ending.add(job)
    this.settle(job)
    requestRound()
  }

  /** Resolves when the job is over and nothing of it is on its way any more. */
  whenDone(job: Job): Promise<JobView> {
    if (this.#quiet(job)) return Promise.resolve(this.#deps.announcer.jobView(job))
    return new Promise((resolve) =>
      this.#waiters.set(job.id, [...(this.#waiters.get(job.id) ?? []), resolve]),
    )
  }

  /** Forgets what ended; running jobs stay. */
  forgetEnded(): void {
    for (const job of this.#jobs.filter((each) => this.#quiet(each))) this.#forget(job)
  }

  save(job: Job): void {
    this.#deps.journal.save({
      id: job.id,
      number: job.number,
      request: job.request,
      seed: job.params.seed,
      subseed: job.params.subseed,
      ...(job.params.wildcards && { wildcards: job.params.wildcards }),
      state: job.state,
      bonusPlanned: job.bonusPlanned,
      submittedAt: job.submittedWall,
      finishedAt: job.finishedWall,
      makespanSeconds: job.makespanSeconds,
      predictedSeconds: job.predictedSeconds,
    })
  }

  #open(id: JobId): Job {
    const job = this.get(id)
    if (job.over)
      throw new TributaryError('not-now', `Job ${job.number} is over; it has no place in the queue.`)
    return job
  }

  #forget(job: Job): void {
    this.#jobs.splice(this.#jobs.indexOf(job), 1)
    this.#ending.delete(job)
    this.#deps.announcer.forget(job)
  }

  /** Over, and nothing of it is on its way. */
  #quiet(job: Job): boolean {
    return job.settled && this.#deps.ledgers.flightsOf(job).length === 0
  }

  #secondsSinceRelease(job: Job): number {
    return (this.#deps.clock.now() - (job.releasedAt ?? job.submittedAt)) / 1000
  }
}
