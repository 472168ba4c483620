import type { WorkerId } from '../../../../shared/ids.ts'
import type { Plan } from '../../../../shared/plan.ts'
import { IndexPool } from './index-pool.ts'

/** An image of one worker's own, with as many steps as fit into its time. */
interface ScaledShare {
  readonly pool: IndexPool
  readonly steps: number
}

/**
 * The bonus images of a job: how many the plan it began with promises, and which of them nobody works on. Any worker that is too slow
 * for a fair share of the asked-for images may make them.
 */
export class BonusImages {
  #pool: IndexPool
  readonly #begins: ((index: number) => boolean) | undefined
  readonly #scaled = new Map<WorkerId, ScaledShare>()
  #realTime: ReadonlySet<WorkerId> = new Set()
  #planned = 0
  #promisedSeconds: number | null = null
  #last = false
  #firstScaled = Number.POSITIVE_INFINITY
  #changes = 0

  /** `begins`: whether no request may have both this image and the one before it; absent: any may */
  constructor(begins?: (index: number) => boolean) {
    this.#begins = begins
    this.#pool = this.#poolOf(0, 0)
  }

  #poolOf(first: number, count: number): IndexPool {
    return new IndexPool(first, count, this.#begins ? 'lowest' : 'long-runs', undefined, this.#begins)
  }

  /** Takes over what a plan promises, in place of what was promised before. `first`: index of the first; `stored`: indexes not to make again. */
  promise(plan: Plan, first: number, stored: Iterable<number>): void {
    this.#changes++
    const whole = plan.shares.filter(({ bonus, steps }) => bonus > 0 && steps === null)
    let next = first + whole.reduce((sum, { bonus }) => sum + bonus, 0)
    this.#pool = this.#poolOf(first, next - first)
    this.#firstScaled = next
    this.#scaled.clear()
    this.#last = false
    for (const { workerId, bonus, steps } of plan.shares) {
      if (bonus === 0 || steps === null) continue
      this.#scaled.set(workerId, { pool: new IndexPool(next, bonus), steps })
      next += bonus
    }
    // A resumed job may have stored more of them than are promised now.
    for (const index of stored) {
      if (index < first) continue
      this.remove(index)
      next = Math.max(next, index + 1)
    }
    this.#planned = next - first
    this.#realTime = new Set(plan.shares.flatMap(({ images, workerId }) => (images > 0 ? [workerId] : [])))
    this.#promisedSeconds = plan.makespanSeconds
  }

  /** Counts on whenever other workers are to make them: by another plan, or because one is left out. */
  get changes(): number {
    return this.#changes
  }

  /** How many were promised. */
  get planned(): number {
    return this.#planned
  }

  /** Seconds after the first request at which the asked-for images are to be there; null: nothing was promised. */
  get promisedSeconds(): number | null {
    return this.#promisedSeconds
  }

  /** They come after all that was asked for. */
  get last(): boolean {
    return this.#last
  }

  /** Something broke: what was asked for goes first from now on, until another plan is made. */
  giveWay(): void {
    this.#last = true
  }

  /** Whole ones that nobody works on. */
  get pool(): IndexPool {
    return this.#pool
  }

  /** Nobody works on so many of them. */
  get size(): number {
    let size = this.#pool.size
    for (const { pool } of this.#scaled.values()) size += pool.size
    return size
  }

  /** It has a fair share of the asked-for images, and makes none of these. */
  isRealTime(worker: WorkerId): boolean {
    return this.#realTime.has(worker)
  }

  /** Some with fewer steps were promised. */
  get anyScaled(): boolean {
    return this.#scaled.size > 0
  }

  /** One with fewer steps that is this worker's to make; null: there is none. */
  scaledFor(worker: WorkerId): ScaledShare | null {
    const share = this.#scaled.get(worker)
    return share === undefined || share.pool.size === 0 ? null : share
  }

  /** Puts one back that did not come: one with fewer steps is its worker's own, or nobody's. */
  put(index: number, worker: WorkerId): void {
    if (index < this.#firstScaled) this.#pool.put(index)
    else this.#scaled.get(worker)?.pool.put(index)
  }

  remove(index: number): void {
    this.#pool.remove(index)
    for (const { pool } of this.#scaled.values()) pool.remove(index)
  }

  /** A worker is left out of the job. */
  leave(worker: WorkerId): void {
    this.#changes++
    this.#scaled.delete(worker)
  }

  /** No more are sent. */
  clear(): void {
    this.#changes++
    this.#pool.clear()
    this.#scaled.clear()
  }
}
