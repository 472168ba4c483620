import type { Clock } from '../../ports.ts'
import type { Job } from '../job/job.ts'
import { lastDueAt } from '../request/due.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { FleetChanges } from '../worker/fleet-changes.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'

export interface KeptEndsDeps {
  readonly clock: Clock
  readonly changes: FleetChanges
  readonly ledgers: Pick<WorkerLedgers, 'flightsOf'>
}

/** When the requests of a job are expected to be answered, kept: they are asked only when something of their worker has changed. */
export class KeptEnds {
  readonly #deps: KeptEndsDeps
  readonly #job: Job
  #ends = new WeakMap<InFlight, number>()
  #layout = -1
  #seen = -1

  constructor(deps: KeptEndsDeps, job: Job) {
    this.#deps = deps
    this.#job = job
  }

  /** Seconds until the last asked-for image that is on its way is there; 0: none is. */
  lastIn(): number {
    const { clock, ledgers } = this.#deps
    const now = clock.now()
    this.#follow(now)
    const endsAt = (flight: InFlight) => this.#ends.get(flight) ?? flight.endsAt(now)
    return Math.max(0, (lastDueAt(ledgers.flightsOf(this.#job), this.#job, endsAt) - now) / 1000)
  }

  #follow(now: number): void {
    const { changes } = this.#deps
    changes.follow()
    if (changes.layout !== this.#layout) {
      this.#layout = changes.layout
      this.#ends = new WeakMap()
      this.#seen = -1
    }
    this.#seen = changes.since(this.#seen, (_, { ledger }) => {
      for (const flight of ledger.flights)
        if (flight.job === this.#job) this.#ends.set(flight, flight.endsAt(now))
    })
  }
}
