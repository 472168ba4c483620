import type { WorkerId } from '../../../../shared/ids.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import type { Job } from './job.ts'
import type { Candidate } from './starving.ts'

/** From so many seconds on it is said that a machine gave no sign of life. */
const SILENT_SECONDS = 10

/** A request that is on its way as the job ends. */
export interface OnItsWay {
  readonly workerId: WorkerId
  /** fleet ms */
  readonly progress: { readonly pulseAt: number }
}

/**
 * Notes in the numbers of a job that ends why each machine that could have had a part in it made none; to be told in the past tense.
 * `flights`: its requests that are still on their way; `now`: fleet ms.
 */
export function noteWhoMadeNone(
  job: Job,
  candidates: readonly Candidate[],
  flights: readonly OnItsWay[],
  now: number,
): void {
  for (const candidate of candidates) {
    const { id, name, lane } = candidate.worker
    const known = job.tallies.get(id)
    if (lane === 'off' || (known !== undefined && known.images + known.bonus > 0)) continue
    const own = flights.filter(({ workerId }) => workerId === id)
    job.tallies.madeNone({ id, name }, whyNone(job, candidate, own, now))
  }
}

function whyNone(job: Job, { worker, view }: Candidate, flights: readonly OnItsWay[], now: number): Reason {
  const problem = job.tallies.get(worker.id)?.lastProblem?.message
  if (problem !== undefined) return problem
  const count = job.tallies.sentTo(worker.id)
  const othersMadeAll = job.whole && !job.timeUp
  if (count > 0) {
    const silent = Math.max(0, ...flights.map(({ progress }) => (now - progress.pulseAt) / 1000))
    if (silent < SILENT_SECONDS)
      return othersMadeAll
        ? reason('dispatch.others-first', { count })
        : reason('dispatch.ended-unanswered', { count })
    const silence = { count, seconds: Math.round(silent) }
    return othersMadeAll
      ? reason('dispatch.others-first-silent', silence)
      : reason('dispatch.ended-unanswered-silent', silence)
  }
  const planned = job.plan?.leftOut.find(({ workerId }) => workerId === worker.id)?.reason
  const why = job.exclusion(worker.id, worker.capabilities) ?? view.ineligible ?? planned
  if (why !== undefined) return why
  return othersMadeAll ? reason('dispatch.others-made-all') : reason('dispatch.not-its-turn')
}
