import type { Problem } from '../../../../shared/problem.ts'
import type { Clock } from '../../ports.ts'
import type { Job } from '../job/job.ts'
import type { Rounds } from '../rounds.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { Announcer } from './announcer.ts'
import type { JobQueue } from './job-queue.ts'

export interface StoragePauseDeps {
  readonly clock: Clock
  readonly queue: JobQueue
  readonly ledgers: WorkerLedgers
  readonly announcer: Announcer
  readonly rounds: Rounds
}

/** Jobs wait while the disk refuses pictures. */
export class StoragePause {
  readonly #deps: StoragePauseDeps

  constructor(deps: StoragePauseDeps) {
    this.#deps = deps
  }

  /** Storing stopped working, or works again (null). */
  changed(problem: Problem | null): void {
    const { queue, rounds } = this.#deps
    for (const job of queue.all) {
      if (problem === null && job.state === 'storing-paused') this.#goOn(job)
      else if (problem !== null && (job.live || job.state === 'storing-paused')) this.pause(job, problem)
    }
    rounds.ask()
  }

  /** A job that came, or was resumed, while the disk refuses pictures is told why it does not start. */
  pause(job: Job, problem: Problem): void {
    job.happened({ type: 'storage-failed', problem })
    this.#deps.announcer.announce(job)
  }

  #goOn(job: Job): void {
    const { clock, ledgers, announcer } = this.#deps
    job.happened({ type: 'storage-recovered' })
    // With requests still on their way it is running, and perhaps nothing is left to send that would make it so.
    if (ledgers.hasFlights(job)) {
      job.happened({ type: 'started', at: clock.now(), wall: clock.wall() })
    }
    announcer.announce(job)
  }
}
