import { byPreference, dealExact } from './exact.ts'
import { IndexedHeap } from './indexed-heap.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { type RequestCosts, requestCosts, secondsOf } from './request-costs.ts'

/** Finishes closer than this are a tie: 1 µs. */
const TIE_PER_SECOND = 1e6
/** Where so many images a worker are to be moved, dealing all of them anew is less work. */
const MOVES_PER_WORKER = 2

interface KeptShare {
  readonly worker: PlanningWorker
  readonly costs: RequestCosts
  /** when it is free, seconds on the caller's clock: it begins no sooner, and not before now */
  readonly freeAt: number
  /** seconds it needs after that before it can begin */
  readonly readyAfter: number
  images: number
  /** finish of the last of its images, and with one more, in ticks of a tie */
  last: number
  next: number
}

/**
 * Whole shares that minimise the latest finish, as `dealExact` finds them, kept while workers and images come and go: what changes is dealt anew,
 * the rest stays. Nobody's last image may end later than somebody else's next one would. A change costs the images that move,
 * and for each the logarithm of the number of workers. Workers are named by their place in a list of the caller's.
 */
export class KeptShares {
  readonly #shares: (KeptShare | undefined)[] = []
  readonly #soonest = new IndexedHeap((a, b) => this.#before(a, 'next', b, 'next'))
  readonly #latest = new IndexedHeap((a, b) => this.#before(b, 'last', a, 'last'))
  #workers = 0
  #dealt = 0
  #holders = 0

  /** Workers that have a share. */
  get holders(): number {
    return this.#holders
  }

  imagesOf(at: number): number {
    return this.#shares[at]?.images ?? 0
  }

  /** As it was put last; its release time is that of then. */
  worker(at: number): PlanningWorker | null {
    return this.#shares[at]?.worker ?? null
  }

  /** When the last of all images is made, on the caller's clock; negative infinity: nobody has any. */
  get latestAt(): number {
    const latest = this.#latestOf()
    return latest === undefined ? Number.NEGATIVE_INFINITY : latest.share.last / TIE_PER_SECOND
  }

  /** When a worker would have made one image besides its share, on the caller's clock; infinite: it takes no part. */
  oneMoreAt(at: number, now: number): number {
    const share = this.#shares[at]
    if (share === undefined) return Number.POSITIVE_INFINITY
    return Math.max(share.freeAt, now) + share.readyAfter + secondsOf(share.costs, share.images + 1)
  }

  /**
   * A worker that takes part, with what is known of it now. Seconds: `now` and `freeAt`, when it is free, on the caller's clock; `readyAfter`: what it
   * needs then before it can begin.
   */
  put(at: number, worker: PlanningWorker, begins: { now: number; freeAt: number; readyAfter: number }): void {
    const before = this.#shares[at]
    if (before === undefined) this.#workers++
    const share = {
      worker,
      costs: requestCosts(worker),
      freeAt: Math.max(begins.now, begins.freeAt),
      readyAfter: begins.readyAfter,
      images: before?.images ?? 0,
      last: 0,
      next: 0,
    }
    this.#shares[at] = share
    this.#place(at, share)
  }

  /** It takes no part, or no longer. */
  remove(at: number): void {
    const share = this.#shares[at]
    if (share === undefined) return
    this.#give(at, share, -share.images)
    this.#shares[at] = undefined
    this.#workers--
    this.#soonest.remove(at)
    this.#latest.remove(at)
  }

  /** It was sent so many images of its share: they are dealt no more. */
  took(at: number, images: number): void {
    const share = this.#shares[at]
    if (share !== undefined) this.#give(at, share, -Math.min(images, share.images))
  }

  /** Deals so many images. `now`: on the caller's clock; who could have begun before begins now. */
  deal(images: number, now: number): void {
    if (Math.abs(images - this.#dealt) > MOVES_PER_WORKER * this.#workers) this.#dealAnew(images, now)
    while (this.#dealt < images) {
      const soonest = this.#soonestOf(now)
      if (soonest === undefined) return
      this.#give(soonest.at, soonest.share, 1)
    }
    while (this.#dealt > images) {
      const latest = this.#latestOf()
      if (latest === undefined) return
      this.#give(latest.at, latest.share, -1)
    }
    for (;;) {
      const soonest = this.#soonestOf(now)
      const latest = this.#latestOf()
      if (soonest === undefined || latest === undefined) return
      if (!this.#before(soonest.at, 'next', latest.at, 'last')) return
      this.#give(latest.at, latest.share, -1)
      this.#give(soonest.at, soonest.share, 1)
    }
  }

  #dealAnew(images: number, now: number): void {
    const open = [...this.#shares.entries()].flatMap(([at, share]) =>
      share === undefined ? [] : [{ at, share }],
    )
    const shares = dealExact(
      images,
      open.map(({ share }) => ({
        ...share.worker,
        releaseSeconds: Math.max(0, share.freeAt - now) + share.readyAfter,
      })),
    )
    for (const [nth, { at, share }] of open.entries())
      this.#give(at, share, (shares[nth] ?? 0) - share.images)
  }

  /** Who would finish one more image first. Times of those that could have begun by now move on with the clock: they are looked at when they come first. */
  #soonestOf(now: number): { at: number; share: KeptShare } | undefined {
    for (;;) {
      const at = this.#soonest.first
      const share = at === undefined ? undefined : this.#shares[at]
      if (at === undefined || share === undefined) return undefined
      if (share.freeAt >= now) return { at, share }
      const later = { ...share, freeAt: now }
      this.#shares[at] = later
      this.#place(at, later)
    }
  }

  #latestOf(): { at: number; share: KeptShare } | undefined {
    const at = this.#latest.first
    const share = at === undefined ? undefined : this.#shares[at]
    return at === undefined || share === undefined ? undefined : { at, share }
  }

  #give(at: number, share: KeptShare, images: number): void {
    const had = share.images > 0
    share.images += images
    this.#dealt += images
    this.#holders += Number(share.images > 0) - Number(had)
    this.#place(at, share)
  }

  #place(at: number, share: KeptShare): void {
    const { freeAt, readyAfter, costs, images } = share
    const begins = freeAt + readyAfter
    const ticks = (count: number) => Math.round((begins + secondsOf(costs, count)) * TIE_PER_SECOND)
    share.next = ticks(images + 1)
    this.#soonest.put(at)
    if (images === 0) this.#latest.remove(at)
    else {
      share.last = ticks(images)
      this.#latest.put(at)
    }
  }

  /** Whether an image of one comes before one of another: sooner done, or at the same time by the one that is preferred. */
  #before(a: number, which: 'last' | 'next', b: number, other: 'last' | 'next'): boolean {
    const [one, another] = [this.#shares[a], this.#shares[b]]
    if (one === undefined || another === undefined) return false
    const apart = one[which] - another[other]
    return apart < 0 || (apart === 0 && a !== b && (byPreference(one.worker, another.worker) || a - b) < 0)
  }
}
