import { presence, type TrueWorker, workBetween } from '../../src/main/core/dispatch/testing/true-worker.ts'

/** Longer than any scenario: a fleet that never finishes is an error in its file. */
const LONGEST_SECONDS = 1e9

interface Granted {
  /** which overheads of requests count */
  readonly overhead: 'last request' | 'none'
}

/**
 * The least T at which the workers, with their true speeds over time, could have finished `images` whole images by T. Nobody can be
 * faster, knowing everything. What a worker is given and what not:
 * - its speed at every moment, with slowdowns; nothing while it is away, and what is half done when it leaves is lost;
 * - batches cut as cheaply as its memory allows, at any size, whatever limit the app sets;
 * - the load of the checkpoint, once, when it did not have it;
 * - the overhead of one request after its last image, because a picture is finished when its answer is there. All other overheads
 *   count as hidden behind compute. `overhead: 'none'` leaves that one out too.
 * Noise counts at its mean: with luck, a single run can be below the bound.
 */
export function clairvoyantSeconds(
  images: number,
  workers: readonly TrueWorker[],
  options: Granted = { overhead: 'last request' },
): number {
  const counters = countersOf(workers, images, options)
  const made = (seconds: number) => {
    let sum = 0
    for (const count of counters) {
      sum += count(seconds)
      if (sum >= images) return sum
    }
    return sum
  }
  let high = 1
  while (made(high) < images) {
    high *= 2
    if (high > LONGEST_SECONDS) throw new Error('this fleet can never finish: all workers leave before')
  }
  let low = 0
  for (let round = 0; round < 100 && high - low > high * 1e-12; round++) {
    const middle = (low + high) / 2
    if (made(middle) >= images) high = middle
    else low = middle
  }
  return high
}

/** The most whole images, at most `most`, that the workers could have finished by a moment, as `clairvoyantSeconds` counts. */
export function clairvoyantImages(
  seconds: number,
  workers: readonly TrueWorker[],
  most: number,
  options: Granted = { overhead: 'last request' },
): number {
  const counters = countersOf(workers, most, options)
  const sum = counters.reduce((made, count) => made + count(seconds), 0)
  return Math.min(sum, most)
}

/** Of each worker, how many of so many images it could have finished by a moment. */
function countersOf(
  workers: readonly TrueWorker[],
  images: number,
  { overhead }: Granted,
): ((seconds: number) => number)[] {
  const costs = new Map<string, Float64Array>()
  return workers.map((worker) =>
    counter(worker, images, costs, overhead === 'none' ? 0 : worker.overheadSeconds),
  )
}

/** How many whole images a worker can have made by a moment. */
function counter(
  worker: TrueWorker,
  images: number,
  costs: Map<string, Float64Array>,
  overheadSeconds: number,
): (seconds: number) => number {
  const secondsPerImage = 60 / worker.ipm
  const cheapest = costOf(worker, images, costs)
  const windows = presence(worker).map(({ from, to }, index) => ({
    from: from + (index === 0 && !worker.warm ? worker.loadSeconds : 0),
    to,
  }))
  return (seconds) => {
    let sum = 0
    for (const { from, to } of windows) {
      const until = Math.min(to, seconds) - overheadSeconds
      if (until <= from) continue
      const capacity = workBetween(worker, from, until) / secondsPerImage + 1e-9
      sum += cheapest === null ? Math.floor(capacity) : mostWithin(cheapest, capacity)
    }
    return Math.min(sum, images)
  }
}

/** Largest k whose cost is within the capacity. */
function mostWithin(costs: Float64Array, capacity: number): number {
  let low = 0
  let high = costs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((costs[middle] ?? Number.POSITIVE_INFINITY) <= capacity) low = middle
    else high = middle - 1
  }
  return low
}

/**
 * Least cost of k images, in units of one image alone, over all ways of cutting them into batches; null where batches save nothing
 * and it is simply k. Workers alike share the table.
 */
function costOf(worker: TrueWorker, images: number, known: Map<string, Float64Array>): Float64Array | null {
  const cap = Math.min(worker.vramCap, images)
  const gains = Array.from({ length: cap }, (_, index) => worker.gain(index + 1))
  if (gains.every((gain) => gain >= 1)) return null
  const key = gains.join()
  const before = known.get(key)
  if (before !== undefined) return before
  const costs = new Float64Array(images + 1)
  for (let k = 1; k <= images; k++) {
    let best = Number.POSITIVE_INFINITY
    for (let b = 1; b <= Math.min(cap, k); b++)
      best = Math.min(best, (costs[k - b] ?? 0) + b * (gains[b - 1] ?? 1))
    costs[k] = best
  }
  // More images never cost less: a larger batch could be run with images to spare.
  for (let k = images - 1; k >= 1; k--)
    costs[k] = Math.min(costs[k] ?? 0, costs[k + 1] ?? Number.POSITIVE_INFINITY)
  known.set(key, costs)
  return costs
}
