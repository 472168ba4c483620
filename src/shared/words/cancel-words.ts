import type { BatchView, JobView } from '../job.ts'
import { say } from './say.ts'

/** The question before a job is cancelled, the same wherever it is asked. */
export interface CancelQuestion {
  readonly title: string
  readonly text: string
  /** what agrees, and what keeps the job */
  readonly yes: string
  readonly no: string
}

/** Null: nothing is being made that would be thrown away, so nothing need be asked. `batches`: those of this job. */
export function cancelQuestion(
  { number, stored, bonusStored }: Pick<JobView, 'number' | 'stored' | 'bonusStored'>,
  batches: readonly Pick<BatchView, 'state' | 'count'>[],
): CancelQuestion | null {
  const lost = batches
    .filter(({ state }) => state === 'sent' || state === 'computing')
    .reduce((sum, { count }) => sum + count, 0)
  if (lost === 0) return null
  const kept = stored + bonusStored
  return {
    title: say('queue.cancel.title', { number }),
    text: kept > 0 ? say('queue.cancel.text-kept', { lost, kept }) : say('queue.cancel.text', { lost }),
    yes: say('queue.cancel.yes'),
    no: say('queue.cancel.no'),
  }
}
