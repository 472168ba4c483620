import type { WorkerId } from '../../../../shared/ids.ts'
import type { Clock, FleetPort, FleetWorker } from '../../ports.ts'
import { type LedgerTimes, NOTHING_THERE, type WorkerLedger } from './worker-ledger.ts'
import type { WorkerLedgers } from './worker-ledgers.ts'

/** A worker by its place in the fleet. */
interface Slot {
  readonly worker: FleetWorker
  readonly ledger: WorkerLedger
  /** what its requests tell of its time */
  readonly times: LedgerTimes
}

/**
 * The fleet and which of it changed when, so that a pull looks again only at workers of whom something has changed since: the registry's
 * facts, requests on their way and what looks at them have shown, moments that have passed. One pull of a thousand costs what one of fifty does.
 */
export class FleetChanges {
  readonly #clock: Clock
  readonly #fleet: Pick<FleetPort, 'workers'>
  readonly #ledgers: WorkerLedgers
  #list: readonly FleetWorker[] = []
  #slots: Slot[] = []
  #places = new Map<WorkerId, number>()
  /** of each slot: until when its times hold, fleet ms */
  #holdsUntil = new Float64Array(0)
  #lastEndsAt = new Float64Array(0)
  /** of each slot: the number of the change that it was touched by last */
  #touched = new Float64Array(0)
  #count = 0
  #layout = 0

  constructor(clock: Clock, fleet: Pick<FleetPort, 'workers'>, ledgers: WorkerLedgers) {
    this.#clock = clock
    this.#fleet = fleet
    this.#ledgers = ledgers
  }

  /** In the order of the fleet, as of the last `follow`. */
  get slots(): readonly Slot[] {
    return this.#slots
  }

  /** Counts on whenever workers come, go or change their places: then every slot may be another's. */
  get layout(): number {
    return this.#layout
  }

  /** When the last of all requests is expected to be answered, fleet ms; negative infinity: none is on its way. */
  get lastEndsAt(): number {
    let last = Number.NEGATIVE_INFINITY
    for (const endsAt of this.#lastEndsAt) if (endsAt > last) last = endsAt
    return last
  }

  /** Brings the slots up to date, as of now. */
  follow(): void {
    this.#followFleet()
    const now = this.#clock.now()
    for (const id of this.#ledgers.takeChanged()) {
      const at = this.#places.get(id)
      if (at !== undefined) this.#renew(at, now)
    }
    for (let at = 0; at < this.#holdsUntil.length; at++)
      if ((this.#holdsUntil[at] ?? 0) < now) this.#renew(at, now)
  }

  /** The slots touched since a change, by its number; answers that of the newest. */
  since(count: number, touched: (at: number, slot: Slot) => void): number {
    if (count === this.#count) return count
    const newest = this.#count
    for (let at = 0; at < this.#touched.length; at++) {
      const slot = (this.#touched[at] ?? 0) > count ? this.#slots[at] : undefined
      if (slot !== undefined) touched(at, slot)
    }
    return newest
  }

  #followFleet(): void {
    const list = this.#fleet.workers()
    if (list === this.#list) return
    const before = this.#list
    this.#list = list
    const moved = list.length !== before.length || list.some(({ id }, at) => id !== before[at]?.id)
    if (moved) this.#layOut(list)
    else
      for (const [at, worker] of list.entries()) {
        const slot = this.#slots[at]
        if (slot === undefined || slot.worker === worker) continue
        this.#slots[at] = { ...slot, worker }
        this.#touch(at)
      }
  }

  #layOut(list: readonly FleetWorker[]): void {
    const now = this.#clock.now()
    this.#layout++
    this.#places = new Map(list.map(({ id }, at) => [id, at]))
    this.#holdsUntil = new Float64Array(list.length)
    this.#lastEndsAt = new Float64Array(list.length)
    this.#touched = new Float64Array(list.length)
    this.#slots = list.map((worker) => {
      const ledger = this.#ledgers.of(worker.id)
      return { worker, ledger, times: NOTHING_THERE }
    })
    for (const at of this.#slots.keys()) this.#renew(at, now)
  }

  #renew(at: number, now: number): void {
    const slot = this.#slots[at]
    if (slot === undefined) return
    const times = slot.ledger.times(now)
    this.#slots[at] = { ...slot, times }
    this.#holdsUntil[at] = times.holdsUntil
    this.#lastEndsAt[at] = times.lastEndsAt ?? Number.NEGATIVE_INFINITY
    this.#touch(at)
  }

  #touch(at: number): void {
    this.#touched[at] = ++this.#count
  }
}
