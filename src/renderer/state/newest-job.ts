import type { JobView } from '../../shared/job.ts'
import type { PanelState } from './panel-store.ts'

/** The job that was asked for last; undefined: none of this session. */
export function newestJob({
  jobOrder,
  jobsById,
}: Pick<PanelState, 'jobOrder' | 'jobsById'>): JobView | undefined {
  const id = jobOrder.at(-1)
  return id === undefined ? undefined : jobsById[id]
}
