import type { WorkerId } from '../../../../shared/ids.ts'
import type { Job } from '../job/job.ts'
import type { InFlight } from '../request/in-flight.ts'
import { WorkerLedger } from './worker-ledger.ts'

/** What dispatch remembers about all workers, those that were removed with something of ours running included. */
export class WorkerLedgers {
  readonly #ledgers = new Map<WorkerId, WorkerLedger>()

  of(id: WorkerId): WorkerLedger {
    const known = this.#ledgers.get(id)
    if (known !== undefined) return known
    const ledger = new WorkerLedger()
    this.#ledgers.set(id, ledger)
    return ledger
  }

  all(): IterableIterator<WorkerLedger> {
    return this.#ledgers.values()
  }

  /** Requests on their way, those given up on not included. */
  flights(): InFlight[] {
    return [...this.all()].flatMap((ledger) => ledger.flights)
  }

  flightsOf(job: Job): InFlight[] {
    const flights: InFlight[] = []
    for (const ledger of this.all())
      for (const flight of ledger.flights) if (flight.job === job) flights.push(flight)
    return flights
  }

  /** Requests given up on whose connections are still open. */
  abandoned(): InFlight[] {
    return [...this.all()].flatMap((ledger) => [...ledger.abandoned])
  }
}
