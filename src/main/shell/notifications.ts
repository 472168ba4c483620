import { Notification } from 'electron'
import type { EventName, EventPayload } from '../../shared/contract.ts'
import type { BatchId, JobId, WorkerId } from '../../shared/ids.ts'
import type { Settings } from '../../shared/settings.ts'
import { inWords } from '../../shared/words/say.ts'
import type { JobWatch } from './job-watch.ts'
import {
  batchStored,
  jobEnded,
  NOTHING_TO_TELL,
  type Note,
  type NotificationState,
  takeDue,
} from './notification-policy.ts'
import { progressText } from './progress-text.ts'

/** Shown notifications are kept from the garbage collector, which would take their click with them. */
const KEPT_NOTIFICATIONS = 50

export interface NotificationOptions {
  readonly jobs: JobWatch
  readonly setting: () => Settings['notifications']
  readonly workerName: (id: WorkerId) => string
  /** A notification about this job was clicked. */
  readonly onClick: (jobId: JobId) => void
}

export interface AppNotifications {
  take<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** A message outside the policy, e.g. that the app keeps working in the tray. */
  tell(title: string, body: string, onClick: () => void): void
  stop(): void
}

/** Turns stored batches and ended jobs into a few system notifications, as the policy says. */
export function createNotifications(options: NotificationOptions): AppNotifications {
  let state: NotificationState = NOTHING_TO_TELL
  let timer: NodeJS.Timeout | undefined
  const told = new Map<JobId, Set<BatchId>>()
  const kept: Notification[] = []

  const present = (title: string, body: string, onClick: () => void) => {
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body, silent: true })
    notification.on('click', onClick)
    kept.push(notification)
    if (kept.length > KEPT_NOTIFICATIONS) kept.shift()
    notification.show()
  }
  const show = (note: Note | null) => {
    if (note) present(note.title, note.body, () => options.onClick(note.jobId))
  }
  const standing = (jobId: JobId) => {
    const job = options.jobs.job(jobId)
    return job ? { jobId, number: job.number, title: job.title, progress: progressText(job) } : null
  }
  const schedule = () => {
    clearTimeout(timer)
    timer = undefined
    if (state.dueAt === null) return
    timer = setTimeout(
      () => {
        const due = takeDue(state, standing, Math.max(performance.now(), state.dueAt ?? 0))
        state = due.state
        show(due.note)
        schedule()
      },
      Math.max(0, state.dueAt - performance.now()),
    )
  }
  const onBatch = (batch: EventPayload<'batchChanged'>) => {
    if (batch.state !== 'stored' || !options.jobs.job(batch.jobId)) return
    const batches = told.get(batch.jobId) ?? new Set()
    told.set(batch.jobId, batches)
    if (batches.has(batch.id)) return
    batches.add(batch.id)
    const done = { jobId: batch.jobId, workerName: options.workerName(batch.workerId), images: batch.count }
    state = batchStored(state, done, options.setting(), performance.now())
    schedule()
  }
  const onJob = (job: EventPayload<'jobChanged'>, wasLive: boolean) => {
    if (!wasLive || (job.state !== 'finished' && job.state !== 'failed' && job.state !== 'cancelled')) return
    told.delete(job.id)
    const end = {
      jobId: job.id,
      number: job.number,
      title: job.title,
      stored: job.stored,
      bonus: job.bonusStored,
      seconds: job.makespanSeconds,
      problem: job.problem === null ? null : inWords(job.problem.message),
    }
    // Who cancels a job knows that it ended; only what was pending of it is forgotten.
    const setting = job.state === 'cancelled' ? 'off' : options.setting()
    const ended = jobEnded(state, { ...end, how: job.state === 'failed' ? 'failed' : 'finished' }, setting)
    state = ended.state
    show(ended.note)
    schedule()
  }
  return {
    take(name, payload) {
      if (name === 'batchChanged') onBatch(payload as EventPayload<'batchChanged'>)
      if (name === 'jobChanged') {
        const job = payload as EventPayload<'jobChanged'>
        onJob(job, options.jobs.job(job.id) !== undefined)
      }
    },
    tell: present,
    stop() {
      clearTimeout(timer)
      state = NOTHING_TO_TELL
    },
  }
}
