import type { PlanningMode } from '../../shared/generation.ts'
import type { WorkerId } from '../../shared/ids.ts'

/**
 * When a job that had to wait for benchmarks may start: as soon as one worker is measured in "Exactly N" (the others join when
 * they are), only when all are done in "N + bonus", whose shares depend on everybody's speed. Settled means measured or failed.
 */
export function mayStart(
  mode: PlanningMode,
  waitingFor: ReadonlySet<WorkerId>,
  settled: ReadonlyMap<WorkerId, 'measured' | 'failed'>,
): boolean {
  const open = [...waitingFor].filter((id) => !settled.has(id))
  if (open.length === 0) return true
  return mode === 'exact' && [...waitingFor].some((id) => settled.get(id) === 'measured')
}
