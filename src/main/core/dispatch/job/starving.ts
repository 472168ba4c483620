import type { Problem } from '../../../../shared/problem.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { inWords } from '../../../../shared/words/say.ts'
import { eligibilityOf } from '../../planning/eligibility.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { FleetWorker } from '../../ports.ts'
import type { Job } from './job.ts'

/** A machine and how it looks to the planner for the job in question. */
export interface Candidate {
  readonly worker: FleetWorker
  readonly view: PlanningWorker
}

/** Nobody can work on a job. `waits`: a machine may come back to it; `never`: none will by itself, so it fails. In words. */
export interface Starved {
  readonly prospect: 'waits' | 'never'
  readonly problem: Problem
}

/** Why nobody can work on a job now; null: somebody can. */
export function starvedBecause(job: Job, candidates: readonly Candidate[]): Starved | null {
  const views = candidates.map(({ view }) => view)
  if (participants(views, 'bonus').length > 0) return null
  if (candidates.length === 0)
    return { prospect: 'waits', problem: waits('There is no machine to work on this.') }
  const able = candidates.filter((candidate) => mayComeBack(job, candidate))
  if (able.length > 0)
    return { prospect: 'waits', problem: waits(`Nobody can work on this now. ${listed(views)}.`) }
  const tried = candidates.flatMap(({ worker }) => job.tallies.get(worker.id)?.lastProblem ?? [])
  return {
    prospect: 'never',
    problem: {
      kind: tried.at(-1)?.kind ?? 'not-now',
      message: `No machine can make these images. ${candidates.map((each) => whyNever(job, each)).join('; ')}.`,
      remedy: tried.at(-1)?.remedy ?? 'Change the settings, or what the machines have, and run it again.',
      field: null,
    },
  }
}

const NO_ROOM = reason('planning.no-room')

const listed = (views: readonly PlanningWorker[]): string =>
  views
    .map(({ name, ineligible }) => `${name}: ${inWords(ineligible ?? NO_ROOM).replace(/\.$/, '')}`)
    .join('; ')

const waits = (message: string): Problem => ({
  kind: 'not-now',
  message,
  remedy: 'It goes on by itself as soon as a machine can.',
  field: null,
})

/** What stands in a machine's way now will pass, as far as one can tell: it is away, paused, not signed in or switched off. */
function mayComeBack(job: Job, { worker, view }: Candidate): boolean {
  if (view.maxBatch < 1 || job.exclusion(worker.id, worker.capabilities) !== null) return false
  // After servers refused it nobody waits for a person to switch on one more.
  if (worker.lane === 'off' && job.refusals.any) return false
  return lastingReason(job, worker) === null
}

/** What would stand in its way if it were there and switched on. */
const lastingReason = (job: Job, worker: FleetWorker): Reason | null =>
  eligibilityOf(job.params, { ...worker, lane: 'active', available: true })

/** Why a machine will not make it, with the server's own words where it was asked. */
function whyNever(job: Job, { worker, view }: Candidate): string {
  const lasting = job.exclusion(worker.id, worker.capabilities) ?? lastingReason(job, worker)
  const why = inWords(lasting ?? view.ineligible ?? NO_ROOM).replace(/\.$/, '')
  const last = job.tallies.get(worker.id)?.lastProblem
  const said = last == null ? undefined : inWords(last.message).replace(/\.$/, '')
  return `${worker.name}: ${why}${said === undefined || why.includes(said) ? '' : ` (${said})`}`
}
