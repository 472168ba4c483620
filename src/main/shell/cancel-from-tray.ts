import type { JobId } from '../../shared/ids.ts'
import type { BatchView, JobView } from '../../shared/job.ts'
import { cancelQuestion } from '../../shared/words/cancel-words.ts'
import type { Question } from './confirmed-calls.ts'

export interface CancelFromTrayDeps {
  /** undefined: it is over */
  readonly job: (id: JobId) => JobView | undefined
  /** of all jobs */
  readonly batches: () => Promise<readonly BatchView[]>
  /** native dialog; false: declined */
  readonly ask: (question: Question) => Promise<boolean>
  readonly cancel: (id: JobId) => Promise<unknown>
}

/** Cancels a job as the panel does: it asks first where images are being made that would be thrown away. Never asks twice at a time. */
export function createCancelFromTray(deps: CancelFromTrayDeps): (id: JobId) => Promise<void> {
  const asking = new Set<JobId>()

  async function agreed(job: JobView): Promise<boolean> {
    const batches = await deps.batches()
    const question = cancelQuestion(
      job,
      batches.filter(({ jobId }) => jobId === job.id),
    )
    if (question === null) return true
    const { title, text, yes, no } = question
    return await deps.ask({ title, detail: text, agree: yes, decline: no })
  }

  return async (id) => {
    const job = deps.job(id)
    if (job === undefined || asking.has(id)) return
    asking.add(id)
    try {
      // It may have ended while the question stood there.
      if ((await agreed(job)) && deps.job(id) !== undefined) await deps.cancel(id)
    } finally {
      asking.delete(id)
    }
  }
}
