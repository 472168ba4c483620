import type { Snapshot } from '../../shared/contract.ts'
import type { JobId } from '../../shared/ids.ts'
import type { JobStateName, JobView } from '../../shared/job.ts'

export interface JobsSlice {
  readonly jobsById: Readonly<Record<JobId, JobView>>
  /** by number, oldest first */
  readonly jobOrder: readonly JobId[]
  /** jobs that were at work while this panel looked: they have a section in Generate even without pictures */
  readonly seenAtWork: Readonly<Record<JobId, true>>
}

export const noJobs: JobsSlice = { jobsById: {}, jobOrder: [], seenAtWork: {} }

const OVER: ReadonlySet<JobStateName> = new Set(['finished', 'cancelled', 'failed'])

/** Whether nothing more will come of it. */
export const isOver = ({ state }: Pick<JobView, 'state'>): boolean => OVER.has(state)

export function jobsOf(snapshot: Snapshot): JobsSlice {
  return jobsChanged(noJobs, snapshot.jobs)
}

export function jobsChanged(slice: JobsSlice, changed: readonly JobView[]): JobsSlice {
  const jobsById = { ...slice.jobsById }
  const seenAtWork = { ...slice.seenAtWork }
  let added = false
  for (const job of changed) {
    added ||= !(job.id in jobsById)
    jobsById[job.id] = job
    if (!isOver(job)) seenAtWork[job.id] = true
  }
  const jobOrder = added
    ? Object.values(jobsById)
        .sort((a, b) => a.number - b.number)
        .map(({ id }) => id)
    : slice.jobOrder
  return { jobsById, jobOrder, seenAtWork }
}

/** The job the header shows: the first that runs, else the first that waits, else the newest one. */
export function currentJob(slice: JobsSlice): JobView | null {
  const jobs = slice.jobOrder.flatMap((id) => slice.jobsById[id] ?? [])
  const open = jobs.filter((job) => !isOver(job))
  return open.find(({ state }) => state === 'running') ?? open[0] ?? jobs.at(-1) ?? null
}
