import { batchOfShare, type RequestPlace } from '../../planning/batch-size.ts'
import { KeptShares } from '../../planning/kept-shares.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { secondsOf, within } from '../../planning/request-costs.ts'
import type { Shares } from './deal.ts'
import type { KeptFleet } from './kept-fleet.ts'

/** Who makes some images, and when they can begin. */
export interface Terms {
  /** whether a slot may make some of them */
  may(at: number): boolean
  /** seconds that a slot begins later than its own requests tell */
  later(at: number): number
  /** whether those without a share may be needed for some of it later */
  readonly others: 'not-needed' | 'may-be-needed'
}

/** Images dealt as `Deal` does over some of a kept fleet, and kept so while workers and images come and go. */
export class KeptPortions implements Shares {
  readonly #fleet: KeptFleet
  readonly #terms: Terms
  #shares = new KeptShares()
  /** of each slot: 1: it takes part */
  #takes = new Uint8Array(0)
  /** of each slot: seconds that it is later, as of when it was dealt */
  #later = new Float64Array(0)
  #layout = -1
  #seen = -1
  #alone = false

  constructor(fleet: KeptFleet, terms: Terms) {
    this.#fleet = fleet
    this.#terms = terms
  }

  /** Deals so many images over the fleet as it was followed last; only to those who have one there within so many seconds. */
  deal(images: number, withinSeconds = Number.POSITIVE_INFINITY): void {
    const fleet = this.#fleet
    const { now } = fleet
    if (fleet.layout !== this.#layout) this.#begin()
    for (let at = 0; at < fleet.size; at++) this.#put(at, now, withinSeconds)
    this.#seen = fleet.count
    this.#shares.deal(images, now)
    this.#alone = this.#terms.others === 'not-needed' && this.#shares.holders === 1
  }

  /** Seconds until the last of them is made; 0: there are none. */
  get finishSeconds(): number {
    return Math.max(0, this.#shares.latestAt - this.#fleet.now)
  }

  /** Seconds of work that a slot has still to be sent. */
  secondsOf(at: number): number {
    const images = this.#shares.imagesOf(at)
    const costs = images === 0 ? null : this.#fleet.costs(at)
    return costs === null ? 0 : secondsOf(costs, images)
  }

  batchFor(sizing: PlanningWorker, place: RequestPlace = 'behind'): number {
    return batchOfShare(this.leftFor(sizing.id), sizing, place, this.#alone)
  }

  leftFor(worker: string): number {
    const at = this.#fleet.placeOf(worker)
    return at === undefined ? 0 : this.#shares.imagesOf(at)
  }

  /** As of now. Of one that would be too late it says that it can hold no image. */
  view(worker: string): PlanningWorker | null {
    const at = this.#fleet.placeOf(worker)
    const view = at === undefined || !this.#terms.may(at) ? null : this.#fleet.view(at)
    if (at === undefined || view === null) return null
    const releaseSeconds = this.#fleet.releaseOf(at, this.#fleet.now) + (this.#later[at] ?? 0)
    return { ...view, releaseSeconds, maxBatch: this.#takes[at] === 1 ? view.maxBatch : 0 }
  }

  took(worker: string, images: number): void {
    const at = this.#fleet.placeOf(worker)
    if (at !== undefined) this.#shares.took(at, images)
  }

  secondsAhead(worker: string): number {
    const at = this.#fleet.placeOf(worker)
    return at === undefined ? 0 : this.secondsOf(at)
  }

  #begin(): void {
    const { layout, size } = this.#fleet
    this.#layout = layout
    this.#seen = -1
    this.#shares = new KeptShares()
    this.#takes = new Uint8Array(size)
    this.#later = new Float64Array(size)
  }

  #put(at: number, now: number, withinSeconds: number): void {
    const fleet = this.#fleet
    const view = this.#terms.may(at) ? fleet.view(at) : null
    const before = this.#later[at]
    const later = view === null ? 0 : this.#terms.later(at)
    this.#later[at] = later
    if (view === null || !this.#isInTime(at, now, later, withinSeconds)) {
      if (this.#takes[at] === 1) this.#shares.remove(at)
      this.#takes[at] = 0
      return
    }
    const { freeAt, readyAfter } = fleet.begins(at)
    const isAsBefore = this.#takes[at] === 1 && before === later && !fleet.touchedSince(this.#seen, at)
    // Of those that have begun on nothing of their share the end moves on with the clock.
    if (isAsBefore && (freeAt >= now || this.#shares.imagesOf(at) === 0)) return
    this.#takes[at] = 1
    this.#shares.put(at, view, { now, freeAt, readyAfter: readyAfter + later })
  }

  #isInTime(at: number, now: number, later: number, seconds: number): boolean {
    const costs = seconds === Number.POSITIVE_INFINITY ? null : this.#fleet.costs(at)
    return costs === null || within(costs, seconds - (this.#fleet.releaseOf(at, now) + later)) > 0
  }
}
