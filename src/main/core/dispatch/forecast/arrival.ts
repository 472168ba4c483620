import { completionOf } from '../../planning/completion.ts'
import { finishSeconds } from '../../planning/exact.ts'
import type { Moment } from '../../planning/latest.ts'
import type { Job } from '../job/job.ts'
import { dueOf } from '../request/due.ts'
import type { InFlight } from '../request/in-flight.ts'
import type { JobDeal } from './job-deal.ts'
import { lateOf, rescueOf } from './straggler.ts'

/**
 * Seconds until the last asked-for image of a job, as forecast now: what is on its way, what nobody has yet as it would be dealt, and
 * what will be copied because its owner is late. `deal`: jobs in front of it are taken into account. Null: nobody can work on what is left.
 */
export function arrivalOf(job: Job, flights: readonly InFlight[], deal: JobDeal, now: number): Moment | null {
  const { mains } = deal
  const portions = mains.flatMap(({ deal }) => deal.portions())
  const due = dueOf(flights, job, now)
  const dealt = portions.reduce((sum, { images }) => sum + images, 0)
  if (dealt < job.unmade || (portions.length === 0 && job.endsAt !== null && due.length === 0)) return null
  const after = new Map(portions.map(({ worker, images }) => [worker.id, finishSeconds(worker, images)]))
  // What of several parts would be copied, and by whom, is not foretold.
  const [only] = mains.length === 1 ? mains : []
  const helpers = (only?.deal.taking ?? []).map((worker) => ({
    ...worker,
    releaseSeconds: after.get(worker.id) ?? worker.releaseSeconds,
  }))
  const rescue = rescueOf(due.map(lateOf), helpers)
  const rescued = new Set(rescue?.batches)
  const ends = due.map(({ end }, at) =>
    rescue !== null && rescued.has(at) ? { seconds: rescue.seconds, spread: end.spread / 2 } : end,
  )
  return completionOf(portions, ends) ?? { seconds: 0, spread: 0 }
}
