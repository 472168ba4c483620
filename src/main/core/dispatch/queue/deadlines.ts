import { requestInTime, type TimeLeft } from '../../planning/in-time.ts'
import type { Clock } from '../../ports.ts'
import type { FleetForecast } from '../forecast/fleet-forecast.ts'
import { ownerOf } from '../forecast/owner.ts'
import type { Job } from '../job/job.ts'
import { endOf, timeLeft } from '../job/time-left.ts'
import { countUnderWay } from '../request/due.ts'
import type { Rounds } from '../rounds.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { JobEnd } from './job-end.ts'
import type { JobQueue } from './job-queue.ts'

export interface DeadlinesDeps {
  readonly clock: Clock
  readonly queue: JobQueue
  readonly ledgers: WorkerLedgers
  readonly fleetForecast: FleetForecast
  readonly jobEnd: JobEnd
  readonly rounds: Rounds
}

/** Jobs that make as many images as fit by a time: how many that is, and that they end then, also while they are paused. */
export class Deadlines {
  readonly #deps: DeadlinesDeps
  #cancelWake: (() => void) | null = null

  constructor(deps: DeadlinesDeps) {
    this.#deps = deps
  }

  /** Opens as many images of such a job as will likely be made in its time. Of another job it does nothing. */
  open(job: Job): void {
    const { clock, ledgers, fleetForecast } = this.#deps
    this.#renew(job)
    const now = clock.now()
    const left = timeLeft(job, now)
    if (left === null || job.over) return
    const underWay = countUnderWay(ledgers.flightsOf(job), job)
    job.open(fleetForecast.imagesInTime(job, job.room(underWay), left), underWay)
  }

  /** Ends the jobs whose time is up, as soon as what is under way is there; also those for which nobody could make another image in time. */
  end(): void {
    const { clock, queue, jobEnd } = this.#deps
    for (const job of queue.all.filter(({ over, timeUp }) => !over && !timeUp)) {
      this.#renew(job)
      const left = timeLeft(job, clock.now())
      if (left === null || (left.seconds > 0 && !this.#nothingFits(job, left))) continue
      job.endTime()
      jobEnd.settle(job)
    }
  }

  /** Wakes the loop when the next of them has its time up. */
  arm(): void {
    this.stop()
    const { clock, queue, rounds } = this.#deps
    const open = queue.all.filter((job) => !job.over && !job.timeUp)
    const next = Math.min(...open.map(({ endsAt }) => endsAt ?? Number.POSITIVE_INFINITY))
    if (next === Number.POSITIVE_INFINITY) return
    this.#cancelWake = clock.after(Math.max(1, next - clock.now()), () => rounds.ask())
  }

  stop(): void {
    this.#cancelWake?.()
    this.#cancelWake = null
  }

  /** The time is that of the wall, which goes on while this machine sleeps. */
  #renew(job: Job): void {
    job.endsAt = endOf(job.request, this.#deps.clock)
  }

  /** Nothing is under way, and even a machine that were free now, or came back now, could make no image. Without machines nobody knows. */
  #nothingFits(job: Job, left: TimeLeft): boolean {
    const { ledgers, fleetForecast } = this.#deps
    if (!job.live || job.storing || ledgers.hasFlights(job)) return false
    const able = fleetForecast
      .fleet(ownerOf(job))
      .filter(({ lane, maxBatch }) => lane !== 'off' && maxBatch >= 1)
      .map((worker) => ({ ...worker, releaseSeconds: 0 }))
    return able.length > 0 && able.every((worker) => requestInTime(worker, 1, left) === 0)
  }
}
