import type { FleetWorker } from '../../ports.ts'
import { isKnown } from '../../speed/model.ts'
import type { InFlight } from '../request/in-flight.ts'

/** A server has at most so many requests of ours, one computing and one waiting: its thread pool is shared with progress and interrupt. */
export const USUAL_DEPTH = 2
/** As many where answers travel for longer than requests are computed: then most of them are on their way back. */
const MOST_DEPTH = 4

/**
 * Without task ids nobody can tell which of two requests runs, so neither can be stopped. A second one is sent there only where it hides
 * more than this share of the compute: so what cannot be stopped is never long.
 */
const LEAST_GAIN_UNTOLD = 0.05

/** What is forecast of a request, seconds. */
type RequestTimes = Pick<InFlight, 'computeSeconds' | 'overheadSeconds'>

/** A second request may wait there behind a running one. Where requests end at some age it would grow old by waiting. */
export const queuesTwo = (worker: FleetWorker): boolean =>
  worker.capabilities?.queuesInOrder !== false && worker.speed.longestRequestSeconds === undefined

/**
 * How many requests like this one keep a worker busy: 1, 2, or 4 where the overhead of each is longer than its compute. 4 only where that is known of the
 * worker, and where each request can be found and withdrawn by its task id.
 */
export function depthFor(worker: FleetWorker, { computeSeconds, overheadSeconds }: RequestTimes): number {
  if (!queuesTwo(worker)) return 1
  if (overheadSeconds <= computeSeconds) return USUAL_DEPTH
  const { capabilities, speed } = worker
  const known = isKnown(speed) && speed.overheadSeconds.n > 0
  const withdrawable = capabilities?.queuesInOrder === true && capabilities.taskIds
  return known && withdrawable ? MOST_DEPTH : USUAL_DEPTH
}

/** Whether a request is worth queueing behind this one: while that is encoded and travels, it computes. */
export function secondPays(worker: FleetWorker, first: InFlight): boolean {
  if (!queuesTwo(worker)) return false
  if (first.state.recognised === 'by-task-id') return true
  return first.overheadSeconds > LEAST_GAIN_UNTOLD * first.computeSeconds
}
