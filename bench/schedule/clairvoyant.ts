import { presence, type TrueWorker, workBetween } from '../../src/main/core/dispatch/testing/true-worker.ts'

/** Longer than any scenario: a fleet that never finishes is an error in its file. */
const LONGEST_SECONDS = 1e9

interface Granted {
  /** which overheads of requests count; @defaultValue 'last request' */
  readonly overhead?: 'last request' | 'none'
  /** the images of each job, where no batch may hold images of two; @defaultValue one job of all */
  readonly jobs?: readonly number[]
  /** the largest batch, whatever fits; @defaultValue none */
  readonly mostInBatch?: number
  /** when a worker without the checkpoint has loaded it; @defaultValue 'in its first stretch' */
  readonly loads?: Loads
}

/**
 * When a worker that does not have the checkpoint has loaded it. 'in its first stretch': what comes after it left is granted to begin at once, however
 * short it was there. 'when one is over': it loads anew whenever it is back, until it was there long enough for that once.
 */
export type Loads = 'in its first stretch' | 'when one is over'

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
  options: Granted = {},
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
  options: Granted = {},
): number {
  const counters = countersOf(workers, most, options)
  const sum = counters.reduce((made, count) => made + count(seconds), 0)
  return Math.min(sum, most)
}

/** Of each worker, how many of so many images it could have finished by a moment. */
function countersOf(
  workers: readonly TrueWorker[],
  images: number,
  {
    overhead,
    jobs = [images],
    mostInBatch = Number.POSITIVE_INFINITY,
    loads = 'in its first stretch',
  }: Granted,
): ((seconds: number) => number)[] {
  const costs = new Map<string, Float64Array>()
  return workers.map((worker) => {
    const cheapest = costOf({ ...worker, vramCap: Math.min(worker.vramCap, mostInBatch) }, jobs, costs)
    const overheadSeconds = overhead === 'none' ? 0 : worker.overheadSeconds
    return counter(worker, images, cheapest, { overheadSeconds, loads })
  })
}

/** How many whole images a worker can have made by a moment. */
function counter(
  worker: TrueWorker,
  images: number,
  cheapest: Float64Array | null,
  { overheadSeconds, loads }: { overheadSeconds: number; loads: Loads },
): (seconds: number) => number {
  const secondsPerImage = 60 / worker.ipm
  const windows = windowsOf(worker, loads)
  return (seconds) => {
    let sum = 0
    for (const { worksFrom, to } of windows) {
      const until = Math.min(to, seconds) - overheadSeconds
      if (until <= worksFrom) continue
      const capacity = workBetween(worker, worksFrom, until) / secondsPerImage + 1e-9
      sum += cheapest === null ? Math.floor(capacity) : mostWithin(cheapest, capacity)
    }
    return Math.min(sum, images)
  }
}

/** A stretch in which a worker is there, and from when on it could compute. Seconds. */
export interface Window {
  readonly from: number
  readonly to: number
  readonly worksFrom: number
}

/** The stretches in which a worker is there, in their order, with the loads they begin with. */
export function windowsOf(worker: TrueWorker, loads: Loads): Window[] {
  let loaded = worker.warm
  return presence(worker).map(({ from, to }) => {
    const worksFrom = loaded ? from : from + worker.loadSeconds
    if (loads === 'in its first stretch' || worksFrom <= to) loaded = true
    return { from, to, worksFrom }
  })
}

/** Largest k whose cost is within the capacity. */
export function mostWithin(costs: Float64Array, capacity: number): number {
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
 * Least cost of k images, in units of one image alone, over all ways of taking them from the jobs and cutting them into batches; null where
 * batches save nothing and it is simply k. Each worker takes its own from all jobs, whatever the others take: so it is never more than
 * they can reach together. Workers alike share the table.
 */
export function costOf(
  worker: TrueWorker,
  jobs: readonly number[],
  known: Map<string, Float64Array>,
): Float64Array | null {
  const cap = Math.min(worker.vramCap, Math.max(...jobs))
  const gains = Array.from({ length: cap }, (_, index) => worker.gain(index + 1))
  if (gains.every((gain) => gain >= 1)) return null
  const key = gains.join()
  const before = known.get(key)
  if (before !== undefined) return before
  const costs = jobs.map((images) => costOfJob(images, gains)).reduce(together)
  known.set(key, costs)
  return costs
}

/** Least cost of so many images of one job, over all ways of cutting them into batches. `gains`: of batches of 1, 2, … */
function costOfJob(images: number, gains: readonly number[]): Float64Array {
  const costs = new Float64Array(images + 1)
  for (let k = 1; k <= images; k++) {
    let best = Number.POSITIVE_INFINITY
    for (let b = 1; b <= Math.min(gains.length, k); b++)
      best = Math.min(best, (costs[k - b] ?? 0) + b * (gains[b - 1] ?? 1))
    costs[k] = best
  }
  // More images never cost less: a larger batch could be run with images to spare.
  for (let k = images - 1; k >= 1; k--)
    costs[k] = Math.min(costs[k] ?? 0, costs[k + 1] ?? Number.POSITIVE_INFINITY)
  return costs
}

/** Least cost of k images of two jobs, over all ways of taking some of each. */
function together(one: Float64Array, other: Float64Array): Float64Array {
  const costs = new Float64Array(one.length + other.length - 1).fill(Number.POSITIVE_INFINITY)
  for (const [k, cost] of one.entries())
    for (const [more, added] of other.entries())
      costs[k + more] = Math.min(costs[k + more] ?? Number.POSITIVE_INFINITY, cost + added)
  return costs
}
