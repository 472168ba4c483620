import type { GenerationRequest } from '../../../shared/generation.ts'
import type { JobId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import { counted } from '../../../shared/words/format-number.ts'
import { attempt, call } from '../../state/call.ts'
import { replaceForm } from '../../state/edit-form.ts'
import { isOver } from '../../state/jobs.ts'
import { goTo } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'
import { problemFrom } from '../../state/problem-error.ts'
import { showDone, showProblem } from '../../state/toasts.ts'
import { jobCounts } from '../generate/job/job-words.ts'
import { copyText } from '../viewer/copy-text.ts'
import { ask } from '../workers/asking.ts'
import { openJob, useQueue } from './queue-store.ts'

export type SeedChoice = 'same-seed' | 'new-seed'

/** What a job was asked for, to be asked again. */
export function requestAgain(
  { request, seed, subseed }: Pick<JobView, 'request' | 'seed' | 'subseed'>,
  choice: SeedChoice,
): GenerationRequest {
  return choice === 'same-seed' ? { ...request, seed, subseed } : { ...request, seed: -1 }
}

/** The whole of a job: from the store while this session knows it, else from the history. A toast says when there is none. */
async function wholeJob(id: JobId, what: string): Promise<JobView | null> {
  const known = usePanel.getState().jobsById[id]
  if (known) return known
  return (await attempt('pastJob', { jobId: id }, what))?.job ?? null
}

/** Puts the same job into the queue once more. */
export async function runAgain(id: JobId, choice: SeedChoice): Promise<void> {
  const job = await wholeJob(id, 'run the job again')
  if (!job) return
  const made = await attempt('submitJob', { request: requestAgain(job, choice) }, 'run the job again')
  if (!made) return
  const seed = choice === 'same-seed' ? 'with the same seed' : 'with a new seed'
  showDone(`Job ${job.number} is in the queue again, as job ${made.number}, ${seed}`, {
    label: 'Show',
    run: () => openJob(made.id),
  })
}

export async function takeSettings(id: JobId, choice: SeedChoice): Promise<void> {
  const job = await wholeJob(id, 'read the settings of the job')
  if (!job) return
  goTo('generate')
  replaceForm(
    choice === 'same-seed' ? requestAgain(job, choice) : job.request,
    `The form has the settings of job ${job.number}`,
  )
}

export async function copyPrompt(id: JobId): Promise<void> {
  const job = await wholeJob(id, 'read the prompt of the job')
  if (job) await copyText(job.request.prompt, 'The prompt')
}

export const pause = (jobId: JobId): Promise<unknown> => attempt('pauseJob', { jobId }, 'pause the job')
export const resume = (jobId: JobId): Promise<unknown> => attempt('resumeJob', { jobId }, 'resume the job')

/** Goes on with a job that failed: only what is missing of it is made, with its seeds. */
export async function retry(jobId: JobId): Promise<void> {
  const job = await attempt('resumeJob', { jobId }, 'go on with the job')
  if (!job) return
  showDone(`Job ${job.number} goes on: ${counted(job.requested - job.stored, 'missing image')} to make`)
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
  const cancelled = await attempt('cancelJob', { jobId: job.id }, 'cancel the job')
  if (!cancelled) return
  const { done } = jobCounts(cancelled)
  showDone(
    `Job ${job.number} is cancelled${done > 0 ? `. ${counted(done, 'picture')} kept.` : ''}`,
    done > 0 ? undefined : { label: 'Put it back', run: () => void runAgain(job.id, 'same-seed') },
  )
}

export async function pauseAll(): Promise<void> {
  const answer = await attempt('pauseJobs', { jobIds: null }, 'pause the jobs')
  if (!answer || answer.changed.length === 0) return
  showDone(`${counted(answer.changed.length, 'job')} paused`, {
    label: 'Undo',
    run: () => void attempt('resumeJobs', { jobIds: answer.changed }, 'resume the jobs'),
  })
}

export async function resumeAll(): Promise<void> {
  const answer = await attempt('resumeJobs', { jobIds: null }, 'resume the jobs')
  if (!answer || answer.changed.length === 0) return
  showDone(`${counted(answer.changed.length, 'job')} resumed`, {
    label: 'Undo',
    run: () => void attempt('pauseJobs', { jobIds: answer.changed }, 'pause the jobs'),
  })
}

/** Takes jobs off the history, all with null; their pictures stay. A toast puts them back. */
export async function clearHistory(jobIds: JobId[] | null): Promise<void> {
  let cleared: { token: number; count: number }
  try {
    cleared = await call('clearHistory', { jobIds })
  } catch (error) {
    showProblem('clear the history', problemFrom(error))
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
    run: () => void attempt('restoreHistory', { token }, 'put the jobs back'),
  })
}
