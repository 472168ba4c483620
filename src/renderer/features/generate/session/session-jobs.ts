import type { JobView } from '../../../../shared/job.ts'
import { isOver } from '../../../state/jobs.ts'
import type { PanelState } from '../../../state/panel-store.ts'
import { shownJob } from '../../../state/shown-job.ts'

/** Nothing of it was sent yet, and nothing of it is there. */
const waits = (job: JobView): boolean => !isOver(job) && job.startedAt === null && job.stored === 0

const openJobs = ({ queueOrder, jobsById }: PanelState): JobView[] =>
  queueOrder.flatMap((id) => jobsById[id] ?? [])

/**
 * The jobs that have a section: those that have begun, in the order of the queue, then those that are over, newest first, if they were
 * seen at work or have pictures. A job that waits has one only when the header of the screen speaks of it.
 */
export function sessionJobs(state: PanelState): JobView[] {
  const shown = shownJob(state)
  const over = state.jobOrder
    .flatMap((id) => state.jobsById[id] ?? [])
    .filter((job) => isOver(job) && (state.seenAtWork[job.id] || state.imagesByJob[job.id]))
    .reverse()
  return [...openJobs(state).filter((job) => !waits(job) || job.id === shown?.id), ...over]
}

/** The jobs that wait, in the order of the queue, without the one that the header speaks of. */
export function waitingJobs(state: PanelState): JobView[] {
  const shown = shownJob(state)
  return openJobs(state).filter((job) => waits(job) && job.id !== shown?.id)
}
