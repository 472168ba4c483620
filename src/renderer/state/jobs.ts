import type { Snapshot } from '../../shared/contract.ts'
import type { JobId } from '../../shared/ids.ts'
import type { JobStateName, JobView } from '../../shared/job.ts'

export interface JobsSlice {
  readonly jobsById: Readonly<Record<JobId, JobView>>
  /** by number, oldest first */
  readonly jobOrder: readonly JobId[]
  /** those that are not over, in the order in which machines are given to them */
  readonly queueOrder: readonly JobId[]
  /** jobs wait until they are resumed, those that come too */
  readonly queuePaused: boolean
  /** jobs that were at work while this panel looked: they have a section in Generate even without pictures */
  readonly seenAtWork: Readonly<Record<JobId, true>>
}

export const noJobs: JobsSlice = {
  jobsById: {},
  jobOrder: [],
  queueOrder: [],
  queuePaused: false,
  seenAtWork: {},
}

const OVER: ReadonlySet<JobStateName> = new Set(['finished', 'cancelled', 'failed'])

/** Whether nothing more will come of it. */
export const isOver = ({ state }: Pick<JobView, 'state'>): boolean => OVER.has(state)

/** The snapshot's jobs are in the order of the queue. */
export function jobsOf(snapshot: Snapshot): JobsSlice {
  return { ...jobsChanged(noJobs, snapshot.jobs), queuePaused: snapshot.queuePaused }
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
  const queueOrder = stillOpen(slice.queueOrder, changed, jobsById)
  return { ...slice, jobsById, jobOrder, queueOrder, seenAtWork }
}

/** A job that is new stands at the end. The same list again when nobody came or went. */
function stillOpen(
  order: readonly JobId[],
  changed: readonly JobView[],
  jobsById: JobsSlice['jobsById'],
): readonly JobId[] {
  const known = new Set(order)
  const came = changed.filter((job) => !isOver(job) && !known.has(job.id)).map(({ id }) => id)
  const left = changed.some((job) => isOver(job) && known.has(job.id))
  if (came.length === 0 && !left) return order
  return [...order, ...new Set(came)].filter((id) => {
    const job = jobsById[id]
    return job !== undefined && !isOver(job)
  })
}

/** Somebody put the queue into another order. Jobs it does not name stay behind, those that are not known are left out. */
export function queueArranged(slice: JobsSlice, order: readonly JobId[]): Pick<JobsSlice, 'queueOrder'> {
  const open = new Set(slice.queueOrder)
  const named = new Set(order)
  return {
    queueOrder: [...order.filter((id) => open.has(id)), ...slice.queueOrder.filter((id) => !named.has(id))],
  }
}

/** The job the header shows: the first that runs, else the first that waits, else the newest one. */
export function currentJob(slice: JobsSlice): JobView | null {
  const open = slice.queueOrder.flatMap((id) => slice.jobsById[id] ?? [])
  const newest = slice.jobOrder.at(-1)
  return (
    open.find(({ state }) => state === 'running') ??
    open[0] ??
    (newest === undefined ? null : (slice.jobsById[newest] ?? null))
  )
}
