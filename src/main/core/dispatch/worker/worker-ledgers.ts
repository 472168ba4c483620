import type { WorkerId } from '../../../../shared/ids.ts'
import type { Job } from '../job/job.ts'
import type { InFlight } from '../request/in-flight.ts'
import { WorkerLedger } from './worker-ledger.ts'

/** Requests of one job on their way, and by the images they make. */
class JobFlights {
  readonly flights = new Set<InFlight>()
  readonly #byIndex = new Map<number, Set<InFlight>>()

  add(flight: InFlight): void {
    this.flights.add(flight)
    for (const index of flight.indexes()) {
      const makers = this.#byIndex.get(index)
      if (makers === undefined) this.#byIndex.set(index, new Set([flight]))
      else makers.add(flight)
    }
  }

  remove(flight: InFlight): void {
    this.flights.delete(flight)
    for (const index of flight.indexes()) {
      const makers = this.#byIndex.get(index)
      makers?.delete(flight)
      if (makers?.size === 0) this.#byIndex.delete(index)
    }
  }

  makersOf(index: number): Iterable<InFlight> {
    return this.#byIndex.get(index) ?? []
  }
}

/** What dispatch remembers about all workers, those that were removed with something of ours running included. */
export class WorkerLedgers {
  readonly #ledgers = new Map<WorkerId, WorkerLedger>()
  readonly #byJob = new Map<Job, JobFlights>()
  #changed = new Set<WorkerId>()

  of(id: WorkerId): WorkerLedger {
    const known = this.#ledgers.get(id)
    if (known !== undefined) return known
    const ledger = new WorkerLedger({
      changed: () => this.#changed.add(id),
      added: (flight) => this.#added(flight),
      removed: (flight) => this.#removed(flight),
    })
    this.#ledgers.set(id, ledger)
    return ledger
  }

  #added(flight: InFlight): void {
    const known = this.#byJob.get(flight.job)
    const flights = known ?? new JobFlights()
    if (known === undefined) this.#byJob.set(flight.job, flights)
    flights.add(flight)
  }

  #removed(flight: InFlight): void {
    const flights = this.#byJob.get(flight.job)
    flights?.remove(flight)
    if (flights?.flights.size === 0) this.#byJob.delete(flight.job)
  }

  all(): IterableIterator<WorkerLedger> {
    return this.#ledgers.values()
  }

  /** The workers of whom something has changed since this was asked last. */
  takeChanged(): ReadonlySet<WorkerId> {
    const changed = this.#changed
    if (changed.size > 0) this.#changed = new Set()
    return changed
  }

  /** Requests on their way, those given up on not included. */
  flights(): InFlight[] {
    return [...this.all()].flatMap((ledger) => ledger.flights)
  }

  /** Those of a job, in the order in which they were sent. */
  flightsOf(job: Job): InFlight[] {
    return [...(this.#byJob.get(job)?.flights ?? [])]
  }

  /** How many there are of them. */
  countOf(job: Job): number {
    return this.#byJob.get(job)?.flights.size ?? 0
  }

  hasFlights(job: Job): boolean {
    return this.#byJob.has(job)
  }

  /** Those that make an image of a job. */
  makersOf(job: Job, index: number): Iterable<InFlight> {
    return this.#byJob.get(job)?.makersOf(index) ?? []
  }

  /** Requests given up on whose connections are still open. */
  abandoned(): InFlight[] {
    return [...this.all()].flatMap((ledger) => [...ledger.abandoned])
  }
}
