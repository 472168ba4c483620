import type { JobId } from '../../../../shared/ids.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { TributaryError } from '../../failure.ts'
import type { Journal } from '../../ports.ts'
import type { Job } from '../job/job.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'

/** How many jobs that are over are kept, with all of their batches. No list shows more. */
const MOST_ENDED = 200

/** The jobs of this run in the order of the queue, those that are over included. */
export class JobQueue {
  readonly #journal: Journal
  readonly #ledgers: WorkerLedgers
  readonly #jobs: Job[] = []

  constructor(journal: Journal, ledgers: WorkerLedgers) {
    this.#journal = journal
    this.#ledgers = ledgers
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
    if (job === undefined) throw new TributaryError('not-found', reason('dispatch.job-unknown'))
    return job
  }

  /** Throws `not-now` for a job that is in the queue already and not over: resumed twice, it would be made twice. */
  add(job: Job): void {
    const known = this.find(job.id)
    if (known !== undefined) {
      if (!this.isQuiet(known)) throw new TributaryError('not-now', reason('dispatch.job-still-running'))
      this.#forget(known)
    }
    const ended = this.#jobs.filter((each) => this.isQuiet(each))
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
    this.#journal.arrange(this.order())
    return true
  }

  /** The jobs that are not over. */
  order(): JobId[] {
    return this.#jobs.filter(({ over }) => !over).map(({ id }) => id)
  }

  /** Over, and nothing of it is on its way. */
  isQuiet(job: Job): boolean {
    return job.settled && this.#ledgers.flightsOf(job).length === 0
  }

  /** Forgets what ended; running jobs stay. */
  forgetEnded(): void {
    for (const job of this.#jobs.filter((each) => this.isQuiet(each))) this.#forget(job)
  }

  save(job: Job): void {
    const { finishedWall, makespanSeconds } = job.standing
    this.#journal.save({
      id: job.id,
      number: job.number,
      origin: job.origin,
      request: job.request,
      seed: job.params.seed,
      subseed: job.params.subseed,
      ...(job.params.wildcards && { wildcards: job.params.wildcards }),
      state: job.state,
      bonusPlanned: job.bonusPlanned,
      submittedAt: job.submittedWall,
      finishedAt: finishedWall,
      makespanSeconds,
      predictedSeconds: job.predictedSeconds,
    })
  }

  #open(id: JobId): Job {
    const job = this.get(id)
    if (job.over) throw new TributaryError('not-now', reason('dispatch.job-over', { number: job.number }))
    return job
  }

  #forget(job: Job): void {
    this.#jobs.splice(this.#jobs.indexOf(job), 1)
  }
}
