import { reason } from '../../../../shared/words/catalogue.ts'
import { WorkerFailure } from '../../failure.ts'
import type { Clock, FleetPort } from '../../ports.ts'
import type { JobEnd } from '../queue/job-end.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { Rounds } from '../rounds.ts'
import type { FailureCounts } from '../worker/failure-counts.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { ReturnImages } from './return-images.ts'

export interface HangingDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly returnImages: ReturnImages
  readonly ledgers: WorkerLedgers
  readonly failures: Pick<FailureCounts, 'hung'>
  readonly jobEnd: Pick<JobEnd, 'requestDone'>
  readonly rounds: Pick<Rounds, 'ask'>
}

/** What is done about requests that show no sign of life, or whose answer does not come. */
export class Hanging {
  readonly #deps: HangingDeps

  constructor(deps: HangingDeps) {
    this.#deps = deps
  }

  /** The server is done with it and the answer was lost on the way: the connection is closed, which gives its images back. */
  unanswered(flight: InFlight): void {
    const { clock, fleet } = this.#deps
    const { left } = flight.pace
    const name = fleet.worker(flight.workerId)?.name ?? reason('dispatch.the-machine')
    const seconds = Math.round((clock.now() - (left?.at ?? clock.now())) / 1000)
    flight.abort.abort(
      new WorkerFailure(
        'cut-short',
        reason('dispatch.no-answer', { name, seconds }),
        reason('dispatch.no-answer.remedy'),
      ),
    )
  }

  /** A part of the answer came and then no more: the connection is closed, which keeps the whole pictures and gives the other images back. */
  stalled(flight: InFlight): void {
    const { clock, fleet } = this.#deps
    const name = fleet.worker(flight.workerId)?.name ?? reason('dispatch.the-machine')
    const seconds = Math.round((clock.now() - (flight.progress.answer?.toldAt ?? clock.now())) / 1000)
    flight.abort.abort(
      new WorkerFailure(
        'cut-short',
        reason('dispatch.answer-stalls', { name, seconds }),
        reason('dispatch.answer-stalls.remedy'),
      ),
    )
  }

  /** Its images, and those that wait behind it, go to others, and the worker is reported; but a late answer is still used. */
  hung(flight: InFlight): void {
    if (flight.endedAt !== null) return
    const { clock, fleet, ledgers, returnImages, failures, jobEnd, rounds } = this.#deps
    const { workerId } = flight
    const ledger = ledgers.of(workerId)
    const name = fleet.worker(workerId)?.name ?? reason('dispatch.the-machine')
    const seconds = Math.round((clock.now() - flight.progress.pulseAt) / 1000)
    const silent = Math.round((clock.now() - flight.progress.heardAt) / 1000)
    const failure = flight.progress.unheard
      ? new WorkerFailure(
          'unreachable',
          reason('dispatch.silent', { name, seconds: silent }),
          reason('dispatch.silent.remedy'),
        )
      : new WorkerFailure('hung', reason('dispatch.hung', { name, seconds }), reason('dispatch.hung.remedy'))
    const stuck = ledger.flights.slice(ledger.flights.indexOf(flight))
    for (const each of stuck) {
      ledger.abandon(each)
      returnImages.giveBackMissing(each)
    }
    // One that nobody hears is away: that says nothing about its steps.
    if (!flight.progress.unheard) ledger.stepTimes.gaveUp()
    ledger.expectedCheckpoint = null
    ledger.returned = true
    for (const each of stuck.reverse()) {
      if (!each.wanted) returnImages.returned(each, reason('dispatch.not-needed'))
      else if (each !== flight) returnImages.returned(each, reason('dispatch.behind-hanging'))
      else returnImages.failed(each, failure)
      fleet.report(workerId, each === flight ? { type: 'failed', failure } : { type: 'interrupted' })
    }
    failures.hung(workerId)
    for (const { job } of stuck) jobEnd.requestDone(job)
    rounds.ask()
  }
}
