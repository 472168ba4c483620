import { nextBatchAlone, nextBatchSize, type RequestPlace } from '../../planning/batch-size.ts'
import type { Portion } from '../../planning/completion.ts'
import { computeSeconds, dealExact } from '../../planning/exact.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'

/**
 * The images of a job that nobody has yet, planned again with the speeds as known now. Made anew for every round of the loop in which
 * somebody pulls; within a round nothing changes but what is taken.
 */
export class Deal {
  readonly #shares = new Map<string, { worker: PlanningWorker; left: number }>()

  /** one worker makes all of them */
  readonly #alone: boolean

  /** `complementary`: workers that make bonus images; they join in only when nobody else can. */
  constructor(fleet: readonly PlanningWorker[], images: number, complementary: ReadonlySet<string>) {
    const able = participants(fleet, complementary.size > 0 ? 'bonus' : 'exact')
    const realTime = able.filter((worker) => !complementary.has(worker.id))
    const taking = realTime.length > 0 ? realTime : able
    const shares = dealExact(images, taking)
    this.#alone = shares.filter((share) => share > 0).length === 1
    for (const [at, worker] of taking.entries())
      this.#shares.set(worker.id, { worker, left: shares[at] ?? 0 })
  }

  /**
   * How many images a worker that pulls should be sent now: the first batch of its share. 0: the others are done sooner without it, or
   * it may not take part. `sizing`: the worker as batches are sized for it.
   */
  batchFor(sizing: PlanningWorker, place: RequestPlace = 'behind'): number {
    const left = this.#shares.get(sizing.id)?.left ?? 0
    if (left === 0) return 0
    // With nobody to rebalance with, nothing is gained by small requests.
    return this.#alone ? nextBatchAlone(left, sizing, place) : nextBatchSize(left, sizing, place)
  }

  /** Who has how many images still to be sent. */
  portions(): Portion[] {
    return [...this.#shares.values()].flatMap(({ worker, left }) =>
      left > 0 ? [{ worker, images: left }] : [],
    )
  }

  /** Takes note that a worker was sent so many images of its share. */
  took(worker: string, images: number): void {
    const share = this.#shares.get(worker)
    if (share !== undefined) share.left = Math.max(0, share.left - images)
  }

  /** Seconds of work a worker has still to be sent: it is that much later for the jobs behind this one. */
  secondsAhead(worker: string): number {
    const share = this.#shares.get(worker)
    return share === undefined ? 0 : computeSeconds(share.worker, share.left)
  }
}
