import type { JobView, WorkerTally } from '../../../../shared/job.ts'
import type { Plan } from '../../../../shared/plan.ts'
import type { Reason } from '../../../../shared/words/reason.ts'

/** Why a machine made none of a job, for its row of the table; null: nothing is told there, or what went wrong on it is. */
export const madeNoneOf = ({
  failures,
  lastProblem,
  madeNone,
}: Pick<WorkerTally, 'failures' | 'lastProblem' | 'madeNone'>): Reason | null =>
  failures === 0 && lastProblem === null ? (madeNone ?? null) : null

/** Who had no part in a job and why, without those whose row of the table says it. */
export function leftOutBeside({ plan, tallies }: Pick<JobView, 'plan' | 'tallies'>): Plan['leftOut'] {
  const told = new Set(tallies.filter((tally) => madeNoneOf(tally) !== null).map(({ workerId }) => workerId))
  return (plan?.leftOut ?? []).filter(({ workerId }) => !told.has(workerId))
}
