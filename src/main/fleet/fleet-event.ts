import type { JobId, WorkerId } from '../../shared/ids.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type { WorkerView } from '../../shared/worker.ts'

/** Facts about the workers, in the order they happened. A worker's view is announced at most ten times a second. */
export type FleetEvent =
  | { type: 'workerChanged'; worker: WorkerView }
  /** ids in the order of the board */
  | { type: 'workersArranged'; order: WorkerId[] }
  | { type: 'workerRemoved'; workerId: WorkerId }
  | {
      type: 'notice'
      level: 'info' | 'success' | 'warning' | 'error'
      title: Reason
      text: Reason
      workerId: WorkerId | null
      jobId: JobId | null
    }

export type FleetNotice = Omit<Extract<FleetEvent, { type: 'notice' }>, 'type' | 'jobId'>
