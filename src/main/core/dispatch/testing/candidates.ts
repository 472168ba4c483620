import type { PlanningWorker } from '../../planning/planning-worker.ts'
import { worker as planningWorker } from '../../planning/testing/planning-worker.ts'
import type { FleetWorker } from '../../ports.ts'
import type { Candidate } from '../job/starving.ts'
import { VirtualClock } from './virtual-clock.ts'
import { VirtualFleet } from './virtual-fleet.ts'
import { steady } from './world.ts'

/** A machine of 10 ipm that could take part in any job, but for what is said otherwise of it or of how the planner sees it. */
export function candidateFor(
  name: string,
  more: Partial<FleetWorker> = {},
  seen: Partial<PlanningWorker> = {},
): Candidate {
  const fleet = new VirtualFleet(new VirtualClock(), [{ truth: steady(name, 10) }])
  const [worker] = fleet.workers()
  if (worker === undefined) throw new Error('the fleet is empty')
  return { worker: { ...worker, ...more }, view: { ...planningWorker(name, 10), id: worker.id, ...seen } }
}
