import type { JobId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import { counted } from '../../../shared/words/format-number.ts'
import { say } from '../../../shared/words/say.ts'
import { jobCounts } from '../../jobs/job-words.ts'
import { requestAgain, type SeedChoice, wholeJob } from '../../jobs/take-settings.ts'
import { attempt, call } from '../../state/call.ts'
import { copyText } from '../../state/copy-text.ts'
import { isOver } from '../../state/jobs.ts'
import { usePanel } from '../../state/panel-store.ts'
import { problemFrom } from '../../state/problem-error.ts'
import { showDone, showProblem } from '../../state/toasts.ts'
import { ask } from '../../ui/confirm.ts'
import { openJob, useQueue } from './queue-store.ts'

/** Puts the same job into the queue once more. */
export async function runAgain(id: JobId, choice: SeedChoice): Promise<void> {
  const job = await wholeJob(id, say('queue.failed.run-again'))
  if (!job) return
  const made = await attempt(
    'submitJob',
    { request: requestAgain(job, choice) },
    say('queue.failed.run-again'),
  )
  if (!made) return
  const seed = choice === 'same-seed' ? 'with the same seed' : 'with a new seed'
  showDone(`Job ${job.number} is in the queue again, as job ${made.number}, ${seed}`, {
    label: 'Show',
    run: () => openJob(made.id),
  })
}

export async function copyPrompt(id: JobId): Promise<void> {
  const job = await wholeJob(id, say('queue.failed.read-prompt'))
  if (job) await copyText(job.request.prompt, say('panel.copied-prompt'))
}

/** Cancels a job; asks first where something is being computed that would be thrown away. */
export function askToCancel(id: JobId): void {
  const { jobsById, batchesByJob } = usePanel.getState()
  const job = jobsById[id]
  if (!job || isOver(job)) return
  const underWay = Object.values(batchesByJob[id]?.sent ?? {})
    .filter(({ state }) => state === 'sent' || state === 'computing')
    .reduce((sum, { count }) => sum + count, 0)
  if (underWay === 0) {
    void cancel(job)
    return
  }
  const { done } = jobCounts(job)
  ask({
    title: `Cancel job ${job.number}?`,
    text: `${counted(underWay, 'image')} being computed right now will be thrown away${
      done > 0 ? `; the ${counted(done, 'picture')} that arrived stay` : ''
    }.`,
    label: 'Cancel the job',
    keep: 'Go on',
    run: () => void cancel(job),
  })
}

async function cancel(job: JobView): Promise<void> {
  const cancelled = await attempt('cancelJob', { jobId: job.id }, say('queue.failed.cancel'))
  if (!cancelled) return
  const { done } = jobCounts(cancelled)
  showDone(
    `Job ${job.number} is cancelled${done > 0 ? `. ${counted(done, 'picture')} kept.` : ''}`,
    done > 0 ? undefined : { label: 'Put it back', run: () => void runAgain(job.id, 'same-seed') },
  )
}

export async function pauseAll(): Promise<void> {
  const answer = await attempt('pauseJobs', { jobIds: null }, say('queue.failed.pause-all'))
  if (!answer || answer.changed.length === 0) return
  showDone(`${counted(answer.changed.length, 'job')} paused`, {
    label: 'Undo',
    run: () => void attempt('resumeJobs', { jobIds: answer.changed }, say('queue.failed.resume-all')),
  })
}

export async function resumeAll(): Promise<void> {
  const answer = await attempt('resumeJobs', { jobIds: null }, say('queue.failed.resume-all'))
  if (!answer || answer.changed.length === 0) return
  showDone(`${counted(answer.changed.length, 'job')} resumed`, {
    label: 'Undo',
    run: () => void attempt('pauseJobs', { jobIds: answer.changed }, say('queue.failed.pause-all')),
  })
}

/** Takes jobs off the history, all with null; their pictures stay. A toast puts them back. */
export async function clearHistory(jobIds: JobId[] | null): Promise<void> {
  let cleared: { token: number; count: number }
  try {
    cleared = await call('clearHistory', { jobIds })
  } catch (error) {
    showProblem(say('queue.failed.clear-history'), problemFrom(error))
    return
  }
  const { opened } = useQueue.getState()
  if (opened !== null && (jobIds === null || jobIds.includes(opened))) {
    const job = usePanel.getState().jobsById[opened]
    if (!job || isOver(job)) openJob(null)
  }
  const { token, count } = cleared
  if (count === 0) return
  showDone(`${counted(count, 'job')} taken off the history. Their pictures stay.`, {
    label: 'Undo',
    run: () => void attempt('restoreHistory', { token }, say('queue.failed.restore-history')),
  })
}
