import type { WorkerId } from '../../shared/ids.ts'
import type { WorkerView } from '../../shared/worker.ts'
import type { NoticeEvent } from '../core/notice-event.ts'

/** Facts about the workers, in the order they happened. A worker's view is announced at most ten times a second. */
export type FleetEvent =
  | { type: 'workerChanged'; worker: WorkerView }
  /** ids in the order of the board */
  | { type: 'workersArranged'; order: WorkerId[] }
  | { type: 'workerRemoved'; workerId: WorkerId }
  | NoticeEvent

export type FleetNotice = Omit<NoticeEvent, 'type' | 'jobId'>
