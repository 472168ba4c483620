import type { JobView } from '../../../shared/job.ts'
import { isOver } from '../../state/jobs.ts'

/** The jobs by what becomes of them. */
export interface QueueGroups {
  /** at work, or waiting for their turn or a machine, in the order in which they run */
  readonly open: readonly JobView[]
  /** wait for the user */
  readonly paused: readonly JobView[]
  /** newest first */
  readonly over: readonly JobView[]
}

/** `jobs`: by number, oldest first. */
export function queueGroups(jobs: readonly JobView[]): QueueGroups {
  const isPaused = ({ state }: JobView) => state === 'paused' || state === 'storing-paused'
  const open = jobs.filter((job) => !isOver(job) && !isPaused(job))
  return {
    open: open.toSorted((a, b) => Number(b.state === 'running') - Number(a.state === 'running')),
    paused: jobs.filter(isPaused),
    over: jobs.filter(isOver).toReversed(),
  }
}

/** Whether a paused job comes from an earlier run of the app: it has pictures, but never ran in this one. */
export const isLeftOver = ({
  state,
  startedAt,
  stored,
}: Pick<JobView, 'state' | 'startedAt' | 'stored'>): boolean =>
  state === 'paused' && startedAt === null && stored > 0
