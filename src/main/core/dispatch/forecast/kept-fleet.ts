import type { WorkerId } from '../../../../shared/ids.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { type RequestCosts, requestCosts, secondsOf } from '../../planning/request-costs.ts'
import type { Clock } from '../../ports.ts'
import type { DispatchSettings } from '../dispatch-settings.ts'
import type { Job } from '../job/job.ts'
import type { JobPart } from '../job/job-parts.ts'
import type { FleetChanges } from '../worker/fleet-changes.ts'
import type { MemoryLimits } from '../worker/memory-limits.ts'
import type { TimeLimits } from '../worker/time-limits.ts'
import { ownerOf, type ViewOfWorker } from './owner.ts'

export interface KeptFleetDeps {
  readonly clock: Clock
  readonly settings: () => DispatchSettings
  readonly changes: FleetChanges
  readonly memory: Pick<MemoryLimits, 'changes'>
  readonly times: Pick<TimeLimits, 'changes'>
  readonly view: ViewOfWorker
}

/** Who may take part: 'active': those in reserve only where no active one can; 'anyone': they as well. */
export type Who = 'active' | 'anyone'

/** When a worker can begin, seconds on the clock: once it is free, and not before now, and so much later. */
export interface Begins {
  readonly freeAt: number
  readonly readyAfter: number
}

/** A worker that can take part. */
interface Seen extends Begins {
  readonly view: PlanningWorker
  readonly costs: RequestCosts
}

/** The fleet as it looks for one part of a job, kept from pull to pull: only workers of whom something has changed are looked at again. */
export class KeptFleet {
  readonly #deps: KeptFleetDeps
  readonly #job: Job
  readonly part: JobPart
  /** of each slot; null: it cannot take part */
  #seen: (Seen | null)[] = []
  #places = new Map<string, number>()
  /** how many of them are in lane Active */
  #active = 0
  /** of each slot: the number of the change that it was touched by last */
  #touched: number[] = []
  #count = 0
  #followed = -1
  #circumstances = ''
  #layout = 0

  constructor(deps: KeptFleetDeps, job: Job, part: JobPart) {
    this.#deps = deps
    this.#job = job
    this.part = part
  }

  /** Counts on whenever all of it was looked at anew: then every slot may be another's. */
  get layout(): number {
    return this.#layout
  }

  /** How many slots there are. */
  get size(): number {
    return this.#seen.length
  }

  /** The number of the newest change. */
  get count(): number {
    return this.#count
  }

  /** Seconds on the clock. */
  get now(): number {
    return this.#deps.clock.now() / 1000
  }

  /** Brings it up to date. */
  follow(): void {
    const { changes } = this.#deps
    changes.follow()
    const circumstances = this.#circumstancesNow()
    if (circumstances !== this.#circumstances) this.#begin(circumstances)
    const anyActive = this.#active > 0
    this.#followed = changes.since(this.#followed, (at, { worker, times }) => {
      this.#note(at, this.#deps.view(worker, ownerOf(this.#job, this.part), times), times.freeAt / 1000)
      this.#touched[at] = ++this.#count
    })
    // With the first active worker those in reserve leave, with the last they join.
    if (anyActive !== this.#active > 0) this.#touched.fill(++this.#count)
  }

  /** Whether a slot was touched after the change of that number. */
  touchedSince(count: number, at: number): boolean {
    return (this.#touched[at] ?? 0) > count
  }

  /** The slots touched since a change, by its number; answers that of the newest. */
  since(count: number, touched: (at: number) => void): number {
    if (count === this.#count) return count
    for (let at = 0; at < this.#touched.length; at++) if (this.touchedSince(count, at)) touched(at)
    return this.#count
  }

  placeOf(worker: string): number | undefined {
    return this.#places.get(worker)
  }

  /** Throws RangeError where there is no such slot. */
  idOf(at: number): WorkerId {
    const slot = this.#deps.changes.slots[at]
    if (slot === undefined) throw new RangeError(`the fleet has no place ${at}`)
    return slot.worker.id
  }

  /** Null: it cannot take part. Its release time is of when it was touched. */
  view(at: number): PlanningWorker | null {
    return this.#seen[at]?.view ?? null
  }

  /** Null: it cannot take part. */
  costs(at: number): RequestCosts | null {
    return this.#seen[at]?.costs ?? null
  }

  begins(at: number): Begins {
    return this.#seen[at] ?? NEVER
  }

  mayTake(at: number, who: Who): boolean {
    const seen = this.#seen[at] ?? null
    return seen !== null && (who === 'anyone' || seen.view.lane === 'active' || this.#active === 0)
  }

  /** Seconds until a slot can begin. `now`: seconds on the clock. */
  releaseOf(at: number, now: number): number {
    const { freeAt, readyAfter } = this.begins(at)
    return Math.max(0, freeAt - now) + readyAfter
  }

  /** Seconds until a worker would have made one image; infinite: it takes no part. */
  oneIn(worker: string, who: Who): number {
    const at = this.#places.get(worker)
    const costs = at === undefined ? null : this.costs(at)
    if (at === undefined || costs === null || !this.mayTake(at, who)) return Number.POSITIVE_INFINITY
    return this.releaseOf(at, this.now) + secondsOf(costs, 1)
  }

  /** What all workers are seen by: it seldom changes. */
  #circumstancesNow(): string {
    const { changes, memory, times, settings } = this.#deps
    const { exclusions } = this.part
    return [changes.layout, memory.changes, times.changes, exclusions.changes, settings().maxBatch].join()
  }

  #begin(circumstances: string): void {
    const { slots } = this.#deps.changes
    this.#circumstances = circumstances
    this.#followed = -1
    this.#layout++
    this.#places = new Map<string, number>(slots.map(({ worker }, at) => [worker.id, at]))
    this.#seen = slots.map(() => null)
    this.#touched = slots.map(() => 0)
    this.#active = 0
  }

  #note(at: number, view: PlanningWorker, free: number): void {
    const isActive = (each: Seen | null | undefined) => Number(each?.view.lane === 'active')
    this.#active -= isActive(this.#seen[at])
    this.#seen[at] = this.#seenAs(view, free)
    this.#active += isActive(this.#seen[at])
  }

  #seenAs(view: PlanningWorker, free: number): Seen | null {
    if (view.ineligible !== null || view.lane === 'off' || view.maxBatch < 1) return null
    const { now } = this
    const freeAt = Math.max(now, free)
    // What it needs besides (a load, somebody else's work, an answer that travels) does not pass while it waits for us.
    return { view, costs: requestCosts(view), freeAt, readyAfter: view.releaseSeconds - (freeAt - now) }
  }
}

const NEVER: Begins = { freeAt: Number.POSITIVE_INFINITY, readyAfter: 0 }
