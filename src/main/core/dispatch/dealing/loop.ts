import type { Problem } from '../../../../shared/problem.ts'
import type { Announcer } from '../announcer.ts'
import type { Job } from '../job/job.ts'
import type { JobBook } from '../job/job-book.ts'
import { starvedBecause } from '../job/starving.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { Feeder } from './feeder.ts'
import { type FleetForecast, ownerOf } from './fleet-forecast.ts'

export interface LoopDeps {
  readonly book: JobBook
  readonly fleetForecast: FleetForecast
  readonly ledgers: WorkerLedgers
  readonly announcer: Announcer
  readonly feeder: Feeder
  /** why nothing can be stored; null: it can */
  readonly storageProblem: () => Problem | null
}

/** The rounds of dispatch: whenever something changed, everybody who can take a batch gets one. */
export class Loop {
  readonly #deps: LoopDeps
  #asked = false
  #stopped = false

  constructor(deps: LoopDeps) {
    this.#deps = deps
  }

  /** Asks for a round: one for all that happens in a turn. */
  ask(): void {
    if (this.#asked || this.#stopped) return
    this.#asked = true
    queueMicrotask(() => {
      this.#asked = false
      if (!this.#stopped) this.#round()
    })
  }

  stop(): void {
    this.#stopped = true
    this.#deps.feeder.stop()
  }

  /** Something about a worker changed that may matter to planning. */
  fleetChanged(): void {
    const { book, announcer } = this.#deps
    for (const job of book.all) if (!job.over) announcer.jobChanged(job)
    this.ask()
  }

  /** Storing stopped working, or works again (null). */
  storageChanged(problem: Problem | null): void {
    const { book, ledgers, announcer } = this.#deps
    for (const job of book.all) {
      if (problem !== null && (job.live || job.state === 'storing-paused')) this.#stopStoring(job, problem)
      if (problem !== null || job.state !== 'storing-paused') continue
      job.apply('storage-recovered')
      job.problem = null
      // With requests still on their way it is running, and perhaps nothing is left to send that would make it so.
      if (ledgers.flightsOf(job).length > 0) job.apply('started')
      announcer.announce(job)
    }
    this.ask()
  }

  #round(): void {
    const { book, feeder, announcer, storageProblem } = this.#deps
    const problem = storageProblem()
    // A job that came, or was resumed, while the disk refuses pictures is told why it does not start.
    if (problem !== null) for (const job of book.live()) this.#stopStoring(job, problem)
    const live = book.live()
    for (const job of live) this.#begin(job)
    feeder.feed(live)
    for (const job of live) this.#noteStarved(job)
    feeder.armWake(live)
    announcer.arm()
  }

  #stopStoring(job: Job, problem: Problem): void {
    job.apply('storage-failed')
    job.problem = problem
    this.#deps.announcer.announce(job)
  }

  /** What happens once, when a job is looked at for the first time with somebody to work on it. */
  #begin(job: Job): void {
    if (job.plan !== null) return
    const { book, fleetForecast, announcer } = this.#deps
    const plan = fleetForecast.plan(job.request, ownerOf(job), job.requested - job.mainStored)
    if (plan.makespanSeconds === null) return
    job.begin(plan)
    book.save(job)
    announcer.jobChanged(job)
  }

  /** Says so when nobody can work on a job, and in whose words; ends it when nobody ever will. */
  #noteStarved(job: Job): void {
    const { book, fleetForecast, ledgers, announcer } = this.#deps
    if (!job.live || job.pool.size === 0 || ledgers.flightsOf(job).length > 0) return
    const starved = starvedBecause(job, fleetForecast.candidates(ownerOf(job)))
    if (starved === null) return
    const { problem } = starved
    if (starved.prospect === 'never' && job.storing === 0) {
      book.end(job, 'failed', problem)
      return
    }
    if (job.state === 'waiting' && job.problem?.message === problem.message) return
    job.apply('starved')
    job.problem = problem
    announcer.announce(job)
  }
}
