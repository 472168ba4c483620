import type { Problem } from '../../../shared/problem.ts'
import { participants } from '../planning/plan.ts'
import type { PlanningWorker } from '../planning/planning-worker.ts'

/** Why nobody can work on a job now, in words; null: somebody can. */
export function starvedBecause(workers: readonly PlanningWorker[]): Problem | null {
  if (participants(workers, 'bonus').length > 0) return null
  const reasons = workers.map(
    ({ name, ineligible }) =>
      `${name}: ${ineligible ?? 'one image of this size does not fit into its memory'}`,
  )
  return {
    kind: 'not-now',
    message:
      workers.length === 0
        ? 'There is no machine to work on this.'
        : `Nobody can work on this now. ${reasons.join('; ')}.`,
    remedy: 'It goes on by itself as soon as a machine can.',
    field: null,
  }
}
