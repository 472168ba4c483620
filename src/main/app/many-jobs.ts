import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { isOver } from '../core/dispatch/job/job-state.ts'

/** Of the dispatcher, what this needs. */
interface Jobs {
  jobs(): JobView[]
  pause(id: JobId): JobView
  resume(id: JobId): JobView
}

/** Pauses these jobs, or all (null), that are neither over nor paused. Answers which. */
export function pauseJobs(dispatcher: Jobs, ids: readonly JobId[] | null): JobId[] {
  const wanted = chosen(dispatcher, ids, (job) => !isOver(job.state) && job.state !== 'paused')
  for (const id of wanted) dispatcher.pause(id)
  return wanted
}

/** Goes on with these jobs, or all (null), that are paused or wait for the disk. Answers which. */
export function resumeJobs(dispatcher: Jobs, ids: readonly JobId[] | null): JobId[] {
  const wanted = chosen(dispatcher, ids, ({ state }) => state === 'paused' || state === 'storing-paused')
  for (const id of wanted) dispatcher.resume(id)
  return wanted
}

/** A job that was forgotten meanwhile is no error: there is nothing to do for it. */
function chosen(dispatcher: Jobs, ids: readonly JobId[] | null, fits: (job: JobView) => boolean): JobId[] {
  const named = ids === null ? null : new Set(ids)
  return dispatcher
    .jobs()
    .filter((job) => (named === null || named.has(job.id)) && fits(job))
    .map(({ id }) => id)
}
