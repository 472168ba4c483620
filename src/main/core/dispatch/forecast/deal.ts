import { batchOfShare, type RequestPlace } from '../../planning/batch-size.ts'
import type { Portion } from '../../planning/completion.ts'
import { computeSeconds, dealExact, finishSeconds } from '../../planning/exact.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'

/** Who has how many images still to be sent, and what it is sent next. */
export type Shares = Pick<Deal, 'batchFor' | 'leftFor' | 'view' | 'took' | 'secondsAhead'>

/**
 * Images that nobody has yet, planned again with the speeds as known now. Made anew for every round of the loop in which
 * somebody pulls; within a round nothing changes but what is taken.
 */
export class Deal {
  readonly #shares = new Map<string, { worker: PlanningWorker; left: number }>()
  /** one worker makes all of them */
  readonly #alone: boolean
  /** the workers that may make them */
  readonly taking: readonly PlanningWorker[]
  /** seconds until the last of them is made; 0: there are none */
  readonly finishSeconds: number

  /** `images`: how many, or the share of each. `others`: whether those without a share may be needed for some of it later; @defaultValue 'not-needed' */
  constructor(
    taking: readonly PlanningWorker[],
    images: number | readonly number[],
    others: 'not-needed' | 'may-be-needed' = 'not-needed',
  ) {
    this.taking = taking
    const shares = typeof images === 'number' ? dealExact(images, taking) : images
    this.#alone = others === 'not-needed' && shares.filter((share) => share > 0).length === 1
    let finish = 0
    for (const [at, worker] of taking.entries()) {
      const left = shares[at] ?? 0
      this.#shares.set(worker.id, { worker, left })
      finish = Math.max(finish, finishSeconds(worker, left))
    }
    this.finishSeconds = finish
  }

  /**
   * How many images a worker that pulls should be sent now: the first batch of its share. 0: the others are done sooner without it, or
   * it may not take part. `sizing`: the worker as batches are sized for it.
   */
  batchFor(sizing: PlanningWorker, place: RequestPlace = 'behind'): number {
    return batchOfShare(this.leftFor(sizing.id), sizing, place, this.#alone)
  }

  /** One of those that may make them, as it was dealt to; null: it is none of them. */
  view(worker: string): PlanningWorker | null {
    return this.#shares.get(worker)?.worker ?? null
  }

  /** Images a worker has still to be sent. */
  leftFor(worker: string): number {
    return this.#shares.get(worker)?.left ?? 0
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
