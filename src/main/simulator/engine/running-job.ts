import type { GenerationOrder } from '../protocol/generation-order.ts'
import type { JobState } from './job-state.ts'
import type { Timeline } from './timeline.ts'
import type { WorkMeter } from './work-meter.ts'

/** The job that holds the lock and computes. */
export interface RunningJob {
  /** null: somebody else's */
  readonly order: GenerationOrder | null
  readonly timeline: Timeline
  readonly meter: WorkMeter
}

/** Brings the counters of /progress up to this moment. */
export function refreshState(state: JobState, running: RunningJob): void {
  const { jobNo, step, steps, iteration } = running.timeline.at(running.meter.worked())
  state.jobCount = running.timeline.jobCount
  state.jobNo = jobNo
  state.step = step
  state.steps = steps
  const { order } = running
  if (order !== null && order.iterations > 1) state.job = `Batch ${iteration + 1} out of ${order.iterations}`
}
