import type { Clock, FleetWorker } from '../../ports.ts'
import type { DispatchSettings } from '../dispatch-settings.ts'
import { isStopping } from '../request/gives-way.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { Recovery } from '../sending/recovery.ts'
import { depthFor, secondPays, USUAL_DEPTH } from '../worker/depth.ts'
import type { FleetChanges } from '../worker/fleet-changes.ts'
import type { WorkerLedger } from '../worker/worker-ledger.ts'
import type { WorkerLedgers } from '../worker/worker-ledgers.ts'

/** Timers come up to so much early, fleet ms. */
const EARLY_MS = 1

export interface ReadinessDeps {
  readonly clock: Clock
  readonly settings: () => DispatchSettings
  readonly ledgers: WorkerLedgers
  readonly changes: FleetChanges
  readonly recovery: Pick<Recovery, 'begin'>
}

/** When something else is to be looked at, as far as the machines' own times say. */
interface Ahead {
  /** when the next busy worker can be sent a request, fleet ms; infinite: none can as things are */
  readonly nextAt: number
  /** a worker has nothing to do though it could */
  readonly idle: boolean
  /** when the last of the running requests is expected to be answered, fleet ms; null: none runs */
  readonly lastEndsAt: number | null
}

/** Who can be sent a request, and from when on. Of each worker that is worked out again only when something of it has changed. */
export class Readiness {
  readonly #deps: ReadinessDeps
  /** of each slot: from when on it can be sent a request, fleet ms; infinite: not as things are */
  #from = new Float64Array(0)
  /** of each slot: when its running request is expected to be answered; negative infinity: none runs */
  #endsAt = new Float64Array(0)
  /** of each slot: 1: it has nothing to do, and is there */
  #idle = new Uint8Array(0)
  #layout = -1
  #seen = 0
  #leadMs = Number.NaN

  constructor(deps: ReadinessDeps) {
    this.#deps = deps
  }

  /** Those that can be sent a request now, in the order of the fleet. Those that must be asked about lost requests first are asked. */
  takers(): FleetWorker[] {
    const { clock, changes } = this.#deps
    this.#follow()
    const latest = clock.now() + EARLY_MS
    const takers: FleetWorker[] = []
    for (let at = 0; at < this.#from.length; at++) {
      const slot = (this.#from[at] ?? latest) <= latest ? changes.slots[at] : undefined
      if (slot !== undefined) takers.push(slot.worker)
    }
    return takers
  }

  /** What lies ahead after all that was sent in a round. */
  ahead(): Ahead {
    this.#follow()
    const latest = this.#deps.clock.now() + EARLY_MS
    let nextAt = Number.POSITIVE_INFINITY
    let lastEndsAt = Number.NEGATIVE_INFINITY
    for (const from of this.#from) if (from > latest && from < nextAt) nextAt = from
    for (const endsAt of this.#endsAt) if (endsAt > lastEndsAt) lastEndsAt = endsAt
    return {
      nextAt,
      idle: this.#idle.includes(1),
      lastEndsAt: lastEndsAt === Number.NEGATIVE_INFINITY ? null : lastEndsAt,
    }
  }

  /** Whether a worker can be sent a request now, by what is known at this moment. */
  canTake(worker: FleetWorker): boolean {
    const { clock, ledgers } = this.#deps
    const now = clock.now()
    const ledger = ledgers.of(worker.id)
    return this.#fromOf(worker, ledger, () => ledger.freeAt(now)) <= now + EARLY_MS
  }

  #follow(): void {
    const { changes, settings } = this.#deps
    changes.follow()
    const { leadMs } = settings()
    if (changes.layout !== this.#layout || leadMs !== this.#leadMs) {
      const { length } = changes.slots
      this.#from = new Float64Array(length)
      this.#endsAt = new Float64Array(length)
      this.#idle = new Uint8Array(length)
      this.#layout = changes.layout
      this.#leadMs = leadMs
      this.#seen = -1
    }
    this.#seen = changes.since(this.#seen, (at, { worker, ledger, times }) => {
      this.#from[at] = this.#fromOf(worker, ledger, () => times.freeAt)
      this.#endsAt[at] = times.endsAt ?? Number.NEGATIVE_INFINITY
      this.#idle[at] = Number(ledger.idle && worker.available && worker.lane !== 'off')
    })
  }

  /** From when on a worker can be sent a request, fleet ms; infinite: not before something changes. `freeAt`: when its server is free for one more. */
  #fromOf(worker: FleetWorker, ledger: WorkerLedger, freeAt: () => number): number {
    if (!worker.available || worker.lane === 'off' || ledger.occupied) return Number.POSITIVE_INFINITY
    const [first] = ledger.flights
    if (ledger.mustAsk) {
      if (first === undefined) this.#deps.recovery.begin(worker, ledger)
      return Number.POSITIVE_INFINITY
    }
    if (first === undefined) return ledger.hasRoom ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    // Before it is sent anything, the spare copy is withdrawn.
    if (ledger.spare?.wanted) return Number.NEGATIVE_INFINITY
    const lead = this.#leadOf(worker, ledger, first)
    return lead === null ? Number.POSITIVE_INFINITY : freeAt() - lead
  }

  /**
   * How long before its server is free a worker with requests under way is sent another one, fleet ms: late, so that it can be dealt anew until
   * then. Null: not before one of them has ended.
   */
  #leadOf(worker: FleetWorker, ledger: WorkerLedger, first: InFlight): number | null {
    const { flights } = ledger
    const last = flights.at(-1) ?? first
    if (!secondPays(worker, first)) return null
    for (const flight of flights)
      if (!(flight.wanted || isStopping(flight)) || !ledger.hasRoomIn(depthFor(worker, flight))) return null
    const { leadMs } = this.#deps.settings()
    // The third and fourth only once the others but the last are computed: one waits behind the one that computes, never more.
    return flights.length < USUAL_DEPTH
      ? Math.max(leadMs, last.overheadSeconds * 1000, 0.15 * last.computeSeconds * 1000)
      : Math.max(leadMs, last.computeSeconds * 1000)
  }
}
