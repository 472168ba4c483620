import type { PlanningWorker } from './planning-worker.ts'
import { type RequestCosts, requestCosts, secondsOf, within } from './request-costs.ts'

/** Finishes closer than this are a tie: 1 µs. */
const TIE_PER_SECOND = 1e6
const MOST_NEWTON_STEPS = 200

/** Seconds of k images in requests as large as it can hold, from the start of the first. */
export const computeSeconds = (worker: PlanningWorker, images: number): number =>
  images === 0 ? 0 : secondsOf(requestCosts(worker), images)

/** Seconds from now until worker has made k images: release time, ceil(k / b_max) overheads, compute. Never decreases in k. */
export function finishSeconds(worker: PlanningWorker, images: number): number {
  return images === 0 ? 0 : worker.releaseSeconds + computeSeconds(worker, images)
}

/** The most images the worker can have made `seconds` from now, at most `most`. */
export const countWithin = (worker: PlanningWorker, seconds: number, most: number): number =>
  Math.min(most, within(requestCosts(worker), seconds - worker.releaseSeconds))

/** Warm workers first, then the order of the lanes and of the cards on the board. */
export const byPreference = (a: PlanningWorker, b: PlanningWorker): number =>
  Number(b.warm) - Number(a.warm) || laneRank(a) - laneRank(b) || a.order - b.order

const laneRank = ({ lane }: PlanningWorker) => (lane === 'active' ? 0 : lane === 'reserve' ? 1 : 2)

interface Hand {
  /** position in the list the caller gave */
  readonly at: number
  readonly release: number
  readonly costs: RequestCosts
  images: number
  /** finish with one more image, in ticks of a tie */
  next: number
  /** 0 wins ties */
  readonly rank: number
}

/**
 * Whole k(w) with sum `images` that minimise the latest finish. Dealing one image at a time to the worker whose finish would be
 * smallest is optimal, because finish never decreases in k. Most of that dealing is skipped: nobody can be done before the moment
 * T at which all together, at their best rates, would have made a fractional N, so everything that fits before T is dealt at
 * once; only what whole images and requests lose against fractions is dealt one by one from a heap. O(W log W), so that a
 * running job can plan again at every pull. Ties by preference. Workers that cannot hold one image get none; with no
 * worker at all, all get none.
 */
export function dealExact(images: number, workers: readonly PlanningWorker[]): number[] {
  const shares = workers.map(() => 0)
  if (images <= 0) return shares
  const hands = handsOf(workers)
  if (hands.length === 0) return shares
  const start = fractionalSeconds(images, hands)
  let left = images
  for (const hand of hands) {
    hand.images = Math.min(left, within(hand.costs, start - hand.release))
    left -= hand.images
  }
  if (left > 0) dealOneByOne(hands, left)
  for (const hand of hands) shares[hand.at] = hand.images
  return shares
}

/** Those that can hold an image, in the order of preference. */
function handsOf(workers: readonly PlanningWorker[]): Hand[] {
  const able = workers.flatMap((worker, at) => (worker.maxBatch >= 1 ? [{ worker, at }] : []))
  able.sort((a, b) => byPreference(a.worker, b.worker))
  return able.map(({ worker, at }, rank) => ({
    at,
    rank,
    release: worker.releaseSeconds,
    costs: requestCosts(worker),
    images: 0,
    next: 0,
  }))
}

/** When all together would have made N at their best rates, parts of images counted: a convex function of time, by Newton's method from above. */
function fractionalSeconds(images: number, hands: readonly Hand[]): number {
  let seconds = Math.min(...hands.map(({ release, costs }) => release + images / costs.bestRate))
  for (let step = 0; step < MOST_NEWTON_STEPS; step++) {
    let made = -images
    let rate = 0
    for (const { release, costs } of hands) {
      if (release >= seconds) continue
      made += (seconds - release) * costs.bestRate
      rate += costs.bestRate
    }
    if (made <= images * 1e-12 || rate === 0) break
    seconds -= made / rate
  }
  // A hair earlier: what is dealt at once must not depend on the last bit.
  return seconds * (1 - 1e-9)
}

function dealOneByOne(hands: readonly Hand[], images: number): void {
  const heap = [...hands]
  for (const hand of heap) hand.next = nextTicks(hand)
  for (let at = (heap.length >> 1) - 1; at >= 0; at--) sink(heap, at)
  for (let left = images; left > 0; left--) {
    const first = heap[0]
    if (first === undefined) return
    first.images++
    first.next = nextTicks(first)
    sink(heap, 0)
  }
}

const nextTicks = ({ release, costs, images }: Hand) =>
  Math.round((release + secondsOf(costs, images + 1)) * TIE_PER_SECOND)

const before = (a: Hand, b: Hand) => a.next < b.next || (a.next === b.next && a.rank < b.rank)

function sink(heap: Hand[], from: number): void {
  const moving = heap[from]
  if (moving === undefined) return
  let at = from
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    if (left === undefined) break
    const child = right !== undefined && before(right, left) ? right : left
    if (!before(child, moving)) break
    heap[at] = child
    at = child === left ? 2 * at + 1 : 2 * at + 2
  }
  heap[at] = moving
}
