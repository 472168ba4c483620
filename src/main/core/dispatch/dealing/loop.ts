import type { RetryingSink } from '../answer/retrying-sink.ts'
import type { FleetForecast } from '../forecast/fleet-forecast.ts'
import type { JobForecasts } from '../forecast/job-forecasts.ts'
import { ownerOf } from '../forecast/owner.ts'
import { isAlike } from '../job/alike.ts'
import type { Job } from '../job/job.ts'
import { starvedBecause } from '../job/starving.ts'
import type { Announcer } from '../queue/announcer.ts'
import type { Deadlines } from '../queue/deadlines.ts'
import type { JobEnd } from '../queue/job-end.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { SourceShares } from '../queue/source-shares.ts'
import type { StoragePause } from '../queue/storage-pause.ts'
import type { Rounds } from '../rounds.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { Feeder } from './feeder.ts'
import type { MakeRoom } from './make-room.ts'

export interface LoopDeps {
  readonly rounds: Rounds
  readonly queue: JobQueue
  readonly jobEnd: JobEnd
  readonly deadlines: Deadlines
  readonly storagePause: StoragePause
  readonly sink: RetryingSink
  readonly fleetForecast: FleetForecast
  readonly forecasts: JobForecasts
  readonly ledgers: WorkerLedgers
  readonly announcer: Announcer
  readonly feeder: Feeder
  readonly makeRoom: MakeRoom
  readonly sourceShares: SourceShares
}

/** The rounds of dispatch: whenever something changed, everybody who can take a batch gets one. */
export class Loop {
  readonly #deps: LoopDeps

  constructor(deps: LoopDeps) {
    this.#deps = deps
    deps.rounds.run(() => this.#round())
  }

  stop(): void {
    this.#deps.rounds.stop()
    this.#deps.feeder.stop()
    this.#deps.deadlines.stop()
  }

  /** Something about a worker changed that may matter to planning. */
  fleetChanged(): void {
    const { queue, announcer, rounds } = this.#deps
    for (const job of queue.all) if (!job.over) announcer.jobChanged(job)
    rounds.ask()
  }

  #round(): void {
    const { queue, deadlines, feeder, makeRoom, sourceShares, announcer, sink, storagePause } = this.#deps
    const { problem } = sink
    if (problem !== null) for (const job of queue.live()) storagePause.pause(job, problem)
    const live = queue.live()
    for (const job of live) {
      deadlines.open(job)
      this.#foresee(job)
    }
    feeder.feed(sourceShares.arranged(live))
    makeRoom.make(live)
    deadlines.end()
    for (const job of live) this.#noteStarved(job)
    feeder.armWake(live)
    deadlines.arm()
    announcer.arm()
  }

  /** A job that is looked at for the first time with somebody to work on it is planned; of one that has begun the forecast is kept true. */
  #foresee(job: Job): void {
    const { queue, forecasts, announcer } = this.#deps
    const begun = job.standing.startedAt !== null
    if (job.plan !== null && !begun) return
    if (job.plan === null ? !forecasts.begin(job) : !forecasts.renew(job)) return
    queue.save(job)
    announcer.jobChanged(job)
  }

  /** Whether anybody may take part in what is open of a job, without a look at those of whom nothing has changed. */
  #somebodyCan(job: Job): boolean {
    const { fleetForecast } = this.#deps
    return job.parts.open.some((part) => fleetForecast.able(ownerOf(job, part), 'bonus').size > 0)
  }

  /** Says so when nobody can work on a job, and why; ends it when nobody ever will. */
  #noteStarved(job: Job): void {
    const { jobEnd, fleetForecast, ledgers, announcer } = this.#deps
    if (!job.live || !job.wantsMore || ledgers.hasFlights(job) || this.#somebodyCan(job)) return
    const starved = starvedBecause(job, fleetForecast.candidates(job))
    if (starved === null) return
    const { problem } = starved
    if (starved.prospect === 'never') {
      // Nobody has to be waited for either: it ends when what has arrived is on the disk.
      if (!job.storing) jobEnd.fail(job, problem)
      return
    }
    if (job.state === 'waiting' && job.problem !== null && isAlike(job.problem.message, problem.message))
      return
    job.happened({ type: 'starved', problem })
    announcer.announce(job)
  }
}
