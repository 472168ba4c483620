import type { JobId } from '../../../../shared/ids.ts'
import type { Problem } from '../../../../shared/problem.ts'
import type { Clock, Journal } from '../../ports.ts'
import type { DispatchEvent } from '../dispatch-event.ts'
import type { JobForecasts } from '../forecast/job-forecasts.ts'
import type { Job } from '../job/job.ts'
import type { Rounds } from '../rounds.ts'
import type { Announcer } from './announcer.ts'
import type { JobQueue } from './job-queue.ts'

export interface QueuePauseDeps {
  readonly clock: Clock
  readonly journal: Journal
  readonly queue: JobQueue
  readonly forecasts: Pick<JobForecasts, 'resumed'>
  readonly announcer: Announcer
  readonly rounds: Rounds
  readonly emit: (event: DispatchEvent) => void
}

/** Pausing: of one job, or of the whole queue. What is on its way ends either way, and nothing more is sent. */
export class QueuePause {
  readonly #deps: QueuePauseDeps
  #paused = false

  constructor(deps: QueuePauseDeps) {
    this.#deps = deps
  }

  /** Jobs that come wait too, until one is resumed. */
  get paused(): boolean {
    return this.#paused
  }

  /** Pauses every job that is not over, and those that come. Answers those that were not paused before. */
  pauseAll(): JobId[] {
    this.#become(true)
    return this.#deps.queue.all.filter((job) => this.pause(job)).map(({ id }) => id)
  }

  /** Goes on with every paused job except these, and with those that wait for the disk; jobs that come wait no more. Answers which. */
  resumeAll(except: ReadonlySet<JobId>): JobId[] {
    const halted = this.#deps.queue.all.filter(
      ({ id, state }) => (state === 'paused' || state === 'storing-paused') && !except.has(id),
    )
    for (const job of halted) this.resume(job)
    this.#become(false)
    return halted.map(({ id }) => id)
  }

  /** Starts no further batch of it. False: it is over, or paused already. */
  pause(job: Job): boolean {
    if (job.over || job.state === 'paused') return false
    job.happened({ type: 'paused', at: this.#deps.clock.now() })
    this.#deps.queue.save(job)
    this.#deps.announcer.announce(job)
    return true
  }

  /** Says of a paused job that pictures it is made from are missing; of another one nothing: its requests will tell. */
  lacksPictures(job: Job, problem: Problem): void {
    if (job.state !== 'paused') return
    job.happened({ type: 'pictures-missing', problem })
    this.#deps.announcer.announce(job)
  }

  /** Goes on with a paused job. Where the whole queue is paused, the other jobs stay so, and those that come do not. */
  resume(job: Job): void {
    const { clock, queue, forecasts, announcer, rounds } = this.#deps
    this.#become(false)
    if (job.state === 'paused') {
      job.happened({ type: 'resumed', at: clock.now() })
      forecasts.resumed(job)
      queue.save(job)
      announcer.announce(job)
    }
    rounds.ask()
  }

  #become(paused: boolean): void {
    if (this.#paused === paused) return
    this.#paused = paused
    this.#deps.journal.keepPause(paused)
    this.#deps.emit({ type: 'queuePauseChanged', paused })
  }
}
