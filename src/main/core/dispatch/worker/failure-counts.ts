import type { WorkerId } from '../../../../shared/ids.ts'
import type { Clock, FleetPort } from '../../ports.ts'
import type { InFlight } from '../request/in-flight.ts'
import { CircuitBreaker } from './circuit-breaker.ts'
import type { WorkerLedgers } from './worker-ledgers.ts'

/** Counts failures against their workers, and pauses one that had too many of them. */
export class FailureCounts {
  readonly #clock: Clock
  readonly #fleet: FleetPort
  readonly #ledgers: WorkerLedgers
  readonly #breaker = new CircuitBreaker()

  constructor(clock: Clock, fleet: FleetPort, ledgers: WorkerLedgers) {
    this.#clock = clock
    this.#fleet = fleet
    this.#ledgers = ledgers
  }

  count(id: WorkerId): void {
    if (this.#breaker.failed(id, this.#clock.now())) this.#pause(id)
  }

  /** A request of it showed no progress. */
  hung(id: WorkerId): void {
    if (this.#breaker.hung(id, this.#clock.now())) this.#pause(id)
  }

  /** Its connection broke; what breaks with it counts once. */
  outage({ workerId, sentAt }: InFlight): void {
    if (this.#breaker.outage(workerId, sentAt, this.#clock.now())) this.#pause(workerId)
  }

  /** Counted until the next whole answer. */
  inARow({ workerId, sentAt }: InFlight): void {
    if (this.#breaker.inARow(workerId, sentAt, this.#clock.now())) this.#pause(workerId)
  }

  /** A whole answer came, with all that was asked. */
  answered(id: WorkerId): void {
    this.#breaker.answered(id)
  }

  #pause(id: WorkerId): void {
    this.#ledgers.of(id).paused()
    this.#fleet.report(id, { type: 'failed-too-often' })
  }
}
