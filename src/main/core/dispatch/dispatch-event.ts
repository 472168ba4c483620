import type { Progress } from '../../../shared/contract.ts'
import type { JobId } from '../../../shared/ids.ts'
import type { BatchView, JobView, StoredImage } from '../../../shared/job.ts'
import type { NoticeEvent } from '../notice-event.ts'

/** Facts, in the order they happened. */
export type DispatchEvent =
  | { type: 'jobChanged'; job: JobView }
  /** it is over: told at once, and again when the last of its requests has come back */
  | { type: 'jobEnded'; job: JobView; batches: BatchView[] }
  /** the jobs that are not over, in the order of the queue */
  | { type: 'queueArranged'; order: JobId[] }
  /** whether jobs wait, those that come too */
  | { type: 'queuePauseChanged'; paused: boolean }
  | { type: 'batchChanged'; batch: BatchView }
  | { type: 'forecastChanged'; jobId: JobId; batches: BatchView[] }
  | { type: 'progressed'; progress: Progress }
  | { type: 'imageStored'; image: StoredImage }
  | NoticeEvent
