import type { EventName, EventPayload } from '../../shared/contract.ts'
import type { JobId } from '../../shared/ids.ts'
import type { JobStateName, JobView } from '../../shared/job.ts'

const OVER: ReadonlySet<JobStateName> = new Set(['finished', 'cancelled', 'failed'])
/** Which of several live jobs is shown first. */
const RANK: readonly JobStateName[] = ['running', 'storing-paused', 'waiting', 'held', 'paused', 'queued']

/** The jobs that are not over, as the shell needs them. */
export interface JobWatch {
  /** Takes one event of the contract; answers whether something the tray shows may have changed. */
  take<Name extends EventName>(name: Name, payload: EventPayload<Name>): boolean
  /** the job to speak of in the tray: running before waiting, older before newer */
  front(): JobView | null
  job(id: JobId): JobView | undefined
  /** how many jobs are not over */
  live(): number
  /** whether some job would go on by itself: what closing the window must not stop */
  underWay(): boolean
  /** all jobs wait, those that come too */
  paused(): boolean
  /** whether some job needs this machine awake */
  busy(): boolean
}

function isOver(job: JobView): boolean {
  return OVER.has(job.state)
}

/** Follows `jobChanged`, `progressed` and `queuePauseChanged`. Jobs that are over are forgotten. */
export function createJobWatch(jobs: readonly JobView[], queuePaused = false): JobWatch {
  let paused = queuePaused
  const live = new Map(jobs.filter((job) => !isOver(job)).map((job) => [job.id, job]))
  return {
    take(name, payload) {
      if (name === 'jobChanged') {
        const job = payload as EventPayload<'jobChanged'>
        if (isOver(job)) live.delete(job.id)
        else live.set(job.id, job)
        return true
      }
      if (name === 'progressed') {
        const { jobId, etaSeconds, etaSpreadSeconds } = payload as EventPayload<'progressed'>
        const job = live.get(jobId)
        if (!job) return false
        live.set(jobId, { ...job, etaSeconds, etaSpreadSeconds })
        return true
      }
      if (name !== 'queuePauseChanged') return false
      paused = (payload as EventPayload<'queuePauseChanged'>).paused
      return true
    },
    front() {
      const rank = (job: JobView) => RANK.indexOf(job.state)
      return [...live.values()].sort((a, b) => rank(a) - rank(b) || a.number - b.number)[0] ?? null
    },
    job: (id) => live.get(id),
    live: () => live.size,
    paused: () => paused,
    underWay: () => [...live.values()].some((job) => job.state !== 'paused'),
    busy: () => [...live.values()].some((job) => job.state === 'running' || job.state === 'held'),
  }
}
