import { dealExact } from './exact.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { type RequestCosts, requestCosts, within } from './request-costs.ts'

/** What is left of the time that a job in "as many as fit" has. */
export interface TimeLeft {
  readonly seconds: number
  /** requests may be begun that will not end in time */
  readonly runOver: boolean
}

/**
 * The most images, at most `most`, that the next request of a worker may have. It ends in time, by its forecast and one standard
 * deviation of that; where it may run over it is begun in time, and has no image more than the first that is late.
 */
export function requestInTime(worker: PlanningWorker, most: number, left: TimeLeft): number {
  const seconds = left.seconds - worker.releaseSeconds
  if (seconds <= 0 || worker.maxBatch < 1) return 0
  const costs = requestCosts(worker)
  const fits = left.runOver ? within(costs, seconds) + 1 : within(costs, seconds / (1 + worker.spread))
  return Math.min(most, fits)
}

/**
 * The most images, at most `most`, that a worker will likely have made of a job when its time is up. The errors of its requests cancel
 * but for the last one's, which is as short as one image where the time gets short.
 */
export const imagesInTime = (worker: PlanningWorker, most: number, left: TimeLeft): number =>
  imagesBegunIn(worker, requestCosts(worker), worker.releaseSeconds, most, left)

/** As `imagesInTime`, of a worker that can begin after `release` seconds; `costs`: those of its requests. */
export function imagesBegunIn(
  { spread }: Pick<PlanningWorker, 'spread'>,
  costs: RequestCosts,
  release: number,
  most: number,
  left: TimeLeft,
): number {
  const seconds = left.seconds - release
  if (seconds <= 0 || costs.maxBatch < 1) return 0
  const fits = left.runOver
    ? within(costs, seconds) + 1
    : within(costs, seconds - spread * (costs.bySize[1] ?? 0))
  return Math.min(most, fits)
}

/** How many images each of these workers will likely make in the time: everybody works until it is up, or there are `most`. */
export function dealInTime(most: number, workers: readonly PlanningWorker[], left: TimeLeft): number[] {
  const shares = workers.map((worker) => imagesInTime(worker, most, left))
  return shares.reduce((sum, images) => sum + images, 0) > most ? dealExact(most, workers) : shares
}
