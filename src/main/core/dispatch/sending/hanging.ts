import { WorkerFailure } from '../../failure.ts'
import type { Clock, FleetPort } from '../../ports.ts'
import type { JobEnd } from '../queue/job-end.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { Rounds } from '../rounds.ts'
import type { Strikes } from '../worker/strikes.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'
import type { ReturnImages } from './return-images.ts'

export interface HangingDeps {
  readonly clock: Clock
  readonly fleet: FleetPort
  readonly returnImages: ReturnImages
  readonly ledgers: WorkerLedgers
  readonly strikes: Pick<Strikes, 'strike'>
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
    const name = fleet.worker(flight.workerId)?.name ?? 'The machine'
    const seconds = Math.round((clock.now() - (left?.at ?? clock.now())) / 1000)
    flight.abort.abort(
      new WorkerFailure(
        'cut-short',
        `${name} was done with it, but no answer came for ${seconds} s.`,
        'Its images are made again. Something between may have lost it: a proxy, a tunnel, an antivirus program.',
      ),
    )
  }

  /** Its images, and those that wait behind it, go to others, and the worker is reported; but a late answer is still used. */
  hung(flight: InFlight): void {
    if (flight.endedAt !== null) return
    const { clock, fleet, ledgers, returnImages, strikes, jobEnd, rounds } = this.#deps
    const { workerId } = flight
    const ledger = ledgers.of(workerId)
    const name = fleet.worker(workerId)?.name ?? 'The machine'
    const seconds = Math.round((clock.now() - flight.progress.pulseAt) / 1000)
    const silent = Math.round((clock.now() - flight.progress.heardAt) / 1000)
    const failure = flight.progress.unheard
      ? new WorkerFailure(
          'unreachable',
          `${name} has not answered for ${silent} s.`,
          'Its images are made elsewhere. The machine may be asleep, frozen or off the network.',
        )
      : new WorkerFailure(
          'hung',
          `${name} has shown no progress for ${seconds} s.`,
          'Its images are made elsewhere. Look at its console; a window with selected text stands still on Windows.',
        )
    const stuck = ledger.flights.slice(ledger.flights.indexOf(flight))
    for (const each of stuck) {
      ledger.abandon(each)
      returnImages.giveBackMissing(each)
    }
    ledger.expectedCheckpoint = null
    ledger.returned = true
    for (const each of stuck.reverse()) {
      if (!each.wanted) returnImages.returned(each, 'not needed any more')
      else if (each !== flight) returnImages.returned(each, 'it waited behind a request that hangs')
      else returnImages.failed(each, failure)
      fleet.report(workerId, each === flight ? { type: 'failed', failure } : { type: 'interrupted' })
    }
    strikes.strike(workerId)
    for (const { job } of stuck) jobEnd.requestDone(job)
    rounds.ask()
  }
}
