import { nextBatchSize, type RequestPlace } from '../../planning/batch-size.ts'
import { imagesBegunIn, type TimeLeft } from '../../planning/in-time.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { secondsOf } from '../../planning/request-costs.ts'
import type { Shares } from './deal.ts'
import type { KeptAhead } from './kept-ahead.ts'
import type { KeptFleet } from './kept-fleet.ts'
import { KeptPortions } from './kept-portions.ts'

/** What is left of a job in "as many as fit", dealt as `dealInTime` does: as many to each as it has time for, as long as there are so many. */
export class KeptInTime implements Shares {
  readonly #fleet: KeptFleet
  readonly #ahead: KeptAhead
  /** where there is time for more than there may be */
  readonly #portions: KeptPortions
  /** of each slot: images it has still to be sent; null: as those portions say */
  #left: number[] | null = []

  constructor(fleet: KeptFleet, ahead: KeptAhead) {
    this.#fleet = fleet
    this.#ahead = ahead
    this.#portions = new KeptPortions(fleet, {
      may: (at) => fleet.mayTake(at, 'active'),
      later: ahead.of,
      others: 'may-be-needed',
    })
  }

  /** How many images, at most `most`, all together will likely make in the time. */
  likely(most: number, left: TimeLeft): number {
    const { now } = this.#fleet
    let sum = 0
    for (let at = 0; at < this.#fleet.size && sum < most; at++) sum += this.#inTime(at, most, left, now)
    return Math.min(sum, most)
  }

  /** Deals so many images over the fleet as it was followed last. */
  deal(images: number, left: TimeLeft): void {
    const { now } = this.#fleet
    const shares = Array.from({ length: this.#fleet.size }, (_, at) => this.#inTime(at, images, left, now))
    this.#left = shares.reduce((sum, share) => sum + share, 0) > images ? null : shares
    if (this.#left === null) this.#portions.deal(images)
  }

  batchFor(sizing: PlanningWorker, place: RequestPlace = 'behind'): number {
    const left = this.leftFor(sizing.id)
    return left === 0 ? 0 : nextBatchSize(left, sizing, place)
  }

  leftFor(worker: string): number {
    const at = this.#fleet.placeOf(worker)
    if (at === undefined) return 0
    return this.#left === null ? this.#portions.leftFor(worker) : (this.#left[at] ?? 0)
  }

  view(worker: string): PlanningWorker | null {
    const at = this.#fleet.placeOf(worker)
    const view = at === undefined || !this.#fleet.mayTake(at, 'active') ? null : this.#fleet.view(at)
    if (at === undefined || view === null) return null
    return { ...view, releaseSeconds: this.#fleet.releaseOf(at, this.#fleet.now) + this.#ahead.of(at) }
  }

  took(worker: string, images: number): void {
    const at = this.#fleet.placeOf(worker)
    if (at === undefined) return
    if (this.#left === null) this.#portions.took(worker, images)
    else this.#left[at] = Math.max(0, (this.#left[at] ?? 0) - images)
  }

  secondsAhead(worker: string): number {
    const at = this.#fleet.placeOf(worker)
    const costs = at === undefined ? null : this.#fleet.costs(at)
    const left = this.leftFor(worker)
    return costs === null || left === 0 ? 0 : secondsOf(costs, left)
  }

  #inTime(at: number, most: number, left: TimeLeft, now: number): number {
    const view = this.#fleet.mayTake(at, 'active') ? this.#fleet.view(at) : null
    const costs = this.#fleet.costs(at)
    if (view === null || costs === null) return 0
    return imagesBegunIn(view, costs, this.#fleet.releaseOf(at, now) + this.#ahead.of(at), most, left)
  }
}
