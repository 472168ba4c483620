import type { JobId } from '../../../../shared/ids.ts'
import { type Priority, priorityBetween, rankOf } from '../../../../shared/priority.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import { TributaryError } from '../../failure.ts'
import type { Journal } from '../../ports.ts'
import type { Job } from '../job/job.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'

/** How many jobs that are over are kept, with all of their batches. No list shows more. */
const MOST_ENDED = 200

/** The jobs of this run in the order of the queue: by priority, then as they came or were put. Those that are over are included. */
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

  /**
   * Puts it behind the others of its priority. False: it stands before jobs that were there. Throws `not-now` for a job that is in the
   * queue already and not over: resumed twice, it would be made twice.
   */
  add(job: Job): boolean {
    const known = this.find(job.id)
    if (known !== undefined) {
      if (!this.isQuiet(known)) throw new TributaryError('not-now', reason('dispatch.job-still-running'))
      this.#forget(known)
    }
    const ended = this.#jobs.filter((each) => this.isQuiet(each))
    for (const oldest of ended.slice(0, -MOST_ENDED)) this.#forget(oldest)
    const last = this.#insert(job)
    this.save(job)
    if (!last) this.#journal.arrange(this.order())
    return last
  }

  /**
   * Puts a job in front of another one, or at the end; its priority becomes the closest that fits there. False: it is there already.
   * Throws `not-found`, and `not-now` for a job that is over: it has no place in the queue.
   */
  move(id: JobId, before: JobId | null): boolean {
    const job = this.#open(id)
    const next = before === null ? null : this.#open(before)
    const order = this.#jobs.filter(({ over }) => !over)
    const after = order[order.indexOf(job) + 1] ?? null
    if (next === job || next === after) return false
    this.#jobs.splice(this.#jobs.indexOf(job), 1)
    this.#jobs.splice(next === null ? this.#jobs.length : this.#jobs.indexOf(next), 0, job)
    const open = this.#jobs.filter(({ over }) => !over)
    const priority = priorityBetween(open[open.indexOf(job) - 1]?.priority, job.priority, next?.priority)
    if (priority !== job.priority) {
      job.priority = priority
      this.save(job)
    }
    this.#journal.arrange(this.order())
    return true
  }

  /** Gives a job another priority and puts it behind the others that have it; false: it has it already. Throws as `move` does. */
  prioritize(id: JobId, priority: Priority): boolean {
    const job = this.#open(id)
    if (job.priority === priority) return false
    job.priority = priority
    this.#jobs.splice(this.#jobs.indexOf(job), 1)
    this.#insert(job)
    this.save(job)
    this.#journal.arrange(this.order())
    return true
  }

  /** The jobs that are not over. */
  order(): JobId[] {
    return this.#jobs.filter(({ over }) => !over).map(({ id }) => id)
  }

  /** Over, and nothing of it is on its way. */
  isQuiet(job: Job): boolean {
    return job.settled && !this.#ledgers.hasFlights(job)
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
      priority: job.priority,
      request: job.request,
      ...job.seeds,
      ...(job.wildcards && { wildcards: job.wildcards }),
      ...(job.styleTexts.length === 0 ? {} : { styleTexts: job.styleTexts }),
      state: job.state,
      bonusPlanned: job.bonusPlanned,
      submittedAt: job.submittedWall,
      finishedAt: finishedWall,
      makespanSeconds,
      predictedSeconds: job.predictedSeconds,
    })
  }

  /** Behind the open jobs that are served before it. True: at the end. */
  #insert(job: Job): boolean {
    const later = this.#jobs.findIndex((each) => !each.over && rankOf(each.priority) > rankOf(job.priority))
    this.#jobs.splice(later < 0 ? this.#jobs.length : later, 0, job)
    return later < 0
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
