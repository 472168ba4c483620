import type { JobId, WorkerId } from '../../shared/ids.ts'
import type { Reason } from '../../shared/words/reason.ts'

/** Something that people are to be told, of a worker or a job where it is about one. */
export interface NoticeEvent {
  type: 'notice'
  level: 'info' | 'success' | 'warning' | 'error'
  title: Reason
  text: Reason
  workerId: WorkerId | null
  jobId: JobId | null
}
