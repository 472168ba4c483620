import { deadlineOf } from '../../shared/generation.ts'
import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { cancelQuestion } from '../../shared/words/cancel-words.ts'
import { untilWhen } from '../../shared/words/format-date.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from '../state/call.ts'
import { fleetNow } from '../state/fleet-clock.ts'
import { isOver } from '../state/jobs.ts'
import { usePanel } from '../state/panel-store.ts'
import { showDone } from '../state/toasts.ts'
import { ask } from '../ui/confirm.ts'
import { jobCounts } from './job-words.ts'
import { runAgain } from './run-again.ts'

export const pause = (jobId: JobId): Promise<unknown> =>
  attempt('pauseJob', { jobId }, say('queue.failed.pause'))
export const resume = (jobId: JobId): Promise<unknown> =>
  attempt('resumeJob', { jobId }, say('queue.failed.resume'))

/** Goes on with a job that failed: only what is missing of it is made, with its seeds. */
export async function retry(jobId: JobId): Promise<void> {
  const job = await attempt('resumeJob', { jobId }, say('queue.failed.go-on'))
  if (!job) return
  const { number, request } = job
  const deadline = deadlineOf(request)
  showDone(
    deadline === null
      ? say('generate.job.goes-on', { number, missing: job.requested - job.stored })
      : say('generate.job.goes-on-until', { number, time: untilWhen(deadline, fleetNow()) }),
  )
}

/** Cancels a job; where nothing was made yet, a toast offers to put it back. */
async function cancel({ id, number }: Pick<JobView, 'id' | 'number'>): Promise<void> {
  const cancelled = await attempt('cancelJob', { jobId: id }, say('queue.failed.cancel'))
  if (!cancelled) return
  const { done } = jobCounts(cancelled)
  if (done > 0) showDone(say('queue.cancelled-kept', { number, kept: done }))
  else
    showDone(say('queue.cancelled', { number }), {
      label: say('queue.put-back'),
      run: () => void runAgain(id, 'same-seed'),
    })
}

/** Cancels a job; asks first where something is being computed that would be thrown away. */
export function askToCancel(id: JobId): void {
  const { jobsById, batchesByJob } = usePanel.getState()
  const job = jobsById[id]
  if (!job || isOver(job)) return
  const question = cancelQuestion(job, Object.values(batchesByJob[id]?.sent ?? {}))
  if (question === null) {
    void cancel(job)
    return
  }
  const { title, text, yes, no } = question
  ask({ title, text, label: yes, keep: no, run: () => void cancel(job) })
}
