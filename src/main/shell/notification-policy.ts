import type { JobId } from '../../shared/ids.ts'
import type { Settings } from '../../shared/settings.ts'
import { clock } from '../../shared/words/format-duration.ts'
import { say } from '../../shared/words/say.ts'

/** Batches that finish within this many ms of each other share a notification. */
const COLLECT_MS = 3_000
/** The wait between two notifications doubles from COLLECT_MS to this while they keep coming. */
const LONGEST_GAP_MS = 60_000

/** A worker's batch that was stored. */
export interface BatchDone {
  readonly jobId: JobId
  readonly workerName: string
  readonly images: number
}

/** How the job of the newest batch is doing at the moment of showing. */
export interface JobStanding {
  readonly jobId: JobId
  readonly number: number
  readonly title: string
  /** e.g. "14 of 24, 0:38 left" */
  readonly progress: string
}

export interface JobEnd {
  readonly jobId: JobId
  readonly number: number
  readonly title: string
  readonly how: 'finished' | 'failed'
  readonly stored: number
  readonly bonus: number
  /** seconds from submission to the last asked-for picture */
  readonly seconds: number | null
  /** in words, of a job that failed */
  readonly problem: string | null
}

export interface Note {
  readonly jobId: JobId
  readonly title: string
  readonly body: string
}

/** Batches waiting for a common notification; times are ms of one clock. */
export interface NotificationState {
  readonly pending: readonly BatchDone[]
  /** when the pending ones are to be shown; null: nothing is pending */
  readonly dueAt: number | null
  readonly shownAt: number
  readonly gapMs: number
}

export const NOTHING_TO_TELL: NotificationState = {
  pending: [],
  dueAt: null,
  shownAt: Number.NEGATIVE_INFINITY,
  gapMs: COLLECT_MS,
}

/** A batch was stored: it waits for company, and for the gap since the last notification to pass. */
export function batchStored(
  state: NotificationState,
  batch: BatchDone,
  setting: Settings['notifications'],
  now: number,
): NotificationState {
  if (setting !== 'batch') return state
  return {
    ...state,
    pending: [...state.pending, batch],
    dueAt: state.dueAt ?? Math.max(now + COLLECT_MS, state.shownAt + state.gapMs),
  }
}

/** What to show when the pending ones are due. */
export function takeDue(
  state: NotificationState,
  standing: (jobId: JobId) => JobStanding | null,
  now: number,
): { state: NotificationState; note: Note | null } {
  if (state.dueAt === null || now < state.dueAt) return { state, note: null }
  const newest = state.pending.at(-1)
  const quiet = now - state.shownAt > 2 * LONGEST_GAP_MS
  const after: NotificationState = {
    pending: [],
    dueAt: null,
    shownAt: now,
    gapMs: quiet ? 2 * COLLECT_MS : Math.min(LONGEST_GAP_MS, 2 * state.gapMs),
  }
  if (!newest) return { state: after, note: null }
  const job = standing(newest.jobId)
  const body = job ? say('shell.batches-of-job', { title: nameOf(job), progress: job.progress }) : ''
  return { state: after, note: { jobId: newest.jobId, title: summary(state.pending), body } }
}

/** A job ended: its pending batches are told by its summary instead, at once. Waits start small again. */
export function jobEnded(
  state: NotificationState,
  end: JobEnd,
  setting: Settings['notifications'],
): { state: NotificationState; note: Note | null } {
  const pending = state.pending.filter(({ jobId }) => jobId !== end.jobId)
  const after: NotificationState = {
    ...state,
    pending,
    dueAt: pending.length === 0 ? null : state.dueAt,
    gapMs: COLLECT_MS,
  }
  if (setting === 'off') return { state: after, note: null }
  const body = (end.how === 'failed' ? end.problem : null) ?? nameOf(end)
  return { state: after, note: { jobId: end.jobId, title: titleOf(end), body } }
}

function titleOf({ how, number, stored, bonus, seconds }: JobEnd): string {
  const arrived = { job: number, images: stored, bonus }
  if (seconds === null) return say(how === 'finished' ? 'shell.job-finished' : 'shell.job-failed', arrived)
  const time = clock(seconds)
  return how === 'finished'
    ? say('shell.job-finished-in', { ...arrived, time })
    : say('shell.job-failed-after', { ...arrived, time })
}

const nameOf = ({ title, number }: Pick<JobStanding, 'title' | 'number'>): string =>
  title === '' ? say('shell.job', { job: number }) : title

function summary(batches: readonly BatchDone[]): string {
  const images = batches.reduce((sum, batch) => sum + batch.images, 0)
  const workers = [...new Set(batches.map((batch) => batch.workerName))]
  const [first = '', second = ''] = workers
  if (workers.length === 1) return say('shell.batches-of-one', { worker: first, images })
  if (workers.length === 2) return say('shell.batches-of-two', { images, first, second })
  return say('shell.batches-of-many', { images, workers: workers.length })
}
