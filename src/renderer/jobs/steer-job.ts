import type { JobId } from '../../shared/ids.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from '../state/call.ts'
import { showDone } from '../state/toasts.ts'

export const pause = (jobId: JobId): Promise<unknown> =>
  attempt('pauseJob', { jobId }, say('queue.failed.pause'))
export const resume = (jobId: JobId): Promise<unknown> =>
  attempt('resumeJob', { jobId }, say('queue.failed.resume'))

/** Goes on with a job that failed: only what is missing of it is made, with its seeds. */
export async function retry(jobId: JobId): Promise<void> {
  const job = await attempt('resumeJob', { jobId }, say('queue.failed.go-on'))
  if (!job) return
  showDone(say('generate.job.goes-on', { number: job.number, missing: job.requested - job.stored }))
}
