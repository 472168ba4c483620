import type { WorkerView } from '../../../shared/worker.ts'

/** What import and export need to know of a worker; a WorkerView will do. */
export type TransferWorker = Pick<WorkerView, 'config' | 'hasPassword' | 'benchmark' | 'simulated'>
