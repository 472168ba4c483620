import type { Problem } from '../../../../shared/problem.ts'
import { reason } from '../../../../shared/words/catalogue.ts'
import type { Reason } from '../../../../shared/words/reason.ts'
import { eligibilityOf } from '../../planning/eligibility.ts'
import { participants } from '../../planning/plan.ts'
import type { PlanningWorker } from '../../planning/planning-worker.ts'
import type { FleetWorker } from '../../ports.ts'
import { holds, isAlike, togetherBy } from './alike.ts'
import type { Job } from './job.ts'

/** A machine and how it looks to the planner for the job in question. */
export interface Candidate {
  readonly worker: FleetWorker
  readonly view: PlanningWorker
}

/** Nobody can work on a job. `waits`: a machine may come back to it; `never`: none will by itself, so it fails. */
export interface Starved {
  readonly prospect: 'waits' | 'never'
  readonly problem: Problem
}

/** Why nobody can work on a job now; null: somebody can. */
export function starvedBecause(job: Job, candidates: readonly Candidate[]): Starved | null {
  const views = candidates.map(({ view }) => view)
  if (participants(views, 'bonus').length > 0) return null
  if (candidates.length === 0) return { prospect: 'waits', problem: waits(reason('dispatch.no-machine')) }
  const able = candidates.filter((candidate) => mayComeBack(job, candidate))
  if (able.length > 0) {
    const now = views.map(({ name, ineligible }) => ({ name, why: ineligible ?? NO_ROOM, said: null }))
    return { prospect: 'waits', problem: waits(reason('dispatch.nobody-now', { machines: machines(now) })) }
  }
  const tried = candidates.flatMap(({ worker }) => job.tallies.get(worker.id)?.lastProblem ?? [])
  const never = candidates.map((each) => whyNever(job, each))
  return {
    prospect: 'never',
    problem: {
      kind: tried.at(-1)?.kind ?? 'not-now',
      message: reason('dispatch.nobody-ever', { machines: machines(never) }),
      remedy: tried.at(-1)?.remedy ?? reason('dispatch.nobody-ever.remedy'),
      field: null,
    },
  }
}

const NO_ROOM = reason('planning.no-room')

/** Why a machine makes none, and what it said when it was asked; null: it was not, or `why` tells it. */
interface Hindered {
  readonly name: string
  readonly why: Reason
  readonly said: Reason | null
}

/** Each machine with what stands in its way; those for which it is the same are named together. */
const machines = (hindered: readonly Hindered[]): readonly Reason[] =>
  togetherBy(
    hindered,
    (one, other) =>
      isAlike(one.why, other.why) &&
      (one.said === other.said ||
        (one.said !== null && other.said !== null && isAlike(one.said, other.said))),
  ).map(({ names, why, said }) =>
    said === null
      ? reason('dispatch.machines', { names, reason: why })
      : reason('dispatch.machines-said', { names, reason: why, said }),
  )

const waits = (message: Reason): Problem => ({
  kind: 'not-now',
  message,
  remedy: reason('dispatch.goes-on'),
  field: null,
})

/** What stands in a machine's way now will pass, as far as one can tell: it is away, paused, not signed in or switched off. */
function mayComeBack(job: Job, { worker, view }: Candidate): boolean {
  if (view.maxBatch < 1 || job.exclusion(worker.id, worker.capabilities) !== null) return false
  // After servers refused it nobody waits for a person to switch on one more.
  if (worker.lane === 'off' && job.refusals.any) return false
  return lastingReason(job, worker) === null
}

/** What would stand in its way of all that is left to be made if it were there and switched on. */
function lastingReason(job: Job, worker: FleetWorker): Reason | null {
  const there: FleetWorker = { ...worker, lane: 'active', available: true }
  const reasons = job.parts.open.map(({ params }) => eligibilityOf(params, there))
  return reasons.includes(null) ? null : (reasons[0] ?? null)
}

/** Why a machine will not make it, with the server's own words where it was asked. */
function whyNever(job: Job, { worker, view }: Candidate): Hindered {
  const lasting = job.exclusion(worker.id, worker.capabilities) ?? lastingReason(job, worker)
  const why = lasting ?? view.ineligible ?? NO_ROOM
  const last = job.tallies.get(worker.id)?.lastProblem ?? null
  // That it made something else is why it is left out already.
  const isTold = last === null || last.kind === 'substituted' || holds(why, last.message)
  const said = isTold ? null : last.message
  return { name: worker.name, why, said }
}
