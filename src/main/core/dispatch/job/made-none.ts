import type { WorkerId } from '../../../../shared/ids.ts'
import { inWords } from '../../../../shared/words/say.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { FleetWorker } from '../../ports.ts'
import type { Job } from './job.ts'
import type { Candidate } from './starving.ts'
import { was } from './was.ts'

/** From so many seconds on it is said that a machine gave no sign of life. */
const SILENT_SECONDS = 10

/** A request that is on its way as the job ends. */
export interface OnItsWay {
  readonly workerId: WorkerId
  /** fleet ms */
  readonly progress: { readonly pulseAt: number }
}

/**
 * Notes in the numbers of a job that ends why each machine that could have had a part in it made none, in words. `flights`: its requests
 * that are still on their way; `now`: fleet ms.
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

function whyNone(job: Job, { worker, view }: Candidate, flights: readonly OnItsWay[], now: number): string {
  const problem = job.tallies.get(worker.id)?.lastProblem?.message
  if (problem !== undefined) return asClause(inWords(problem))
  const sent = job.tallies.sentTo(worker.id)
  if (sent > 0) {
    const silent = Math.max(0, ...flights.map(({ progress }) => (now - progress.pulseAt) / 1000))
    const images = sent === 1 ? 'one image' : `${sent} images`
    const silence = silent >= SILENT_SECONDS ? ` and gave no sign of life for ${silent.toFixed(0)} s` : ''
    const end = job.whole ? 'the others made them first' : 'the job ended before it answered'
    return `it was sent ${images}${silence}; ${end}`
  }
  const planned = job.plan?.leftOut.find(({ workerId }) => workerId === worker.id)?.reason
  const reason = job.exclusion(worker.id, worker.capabilities) ?? standing(worker, view) ?? planned
  if (reason !== undefined) return was(inWords(reason))
  return job.whole ? 'the others had made all before it could help' : 'the job ended before it was its turn'
}

/** What stands in its way as the job ends. A machine that is away says what the fleet found; that is what it was, too. */
function standing(worker: FleetWorker, view: PlanningWorker): string | undefined {
  if (view.ineligible === null) return undefined
  return !worker.available && was(inWords(view.ineligible)) === inWords(view.ineligible)
    ? `it could not be used: ${inWords(view.ineligible)}`
    : inWords(view.ineligible)
}

const asClause = (sentence: string) => sentence.replace(/\.$/, '')
