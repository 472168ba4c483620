import type { WorkerId } from '../../shared/ids.ts'
import type { Discovery, SyncRun } from '../../shared/worker-activity.ts'

/** What runs beside the jobs: a look for servers, and sync commands. */
export interface ActivitySlice {
  /** null: nobody looked yet */
  readonly discovery: Discovery | null
  readonly syncByWorker: Readonly<Record<WorkerId, SyncRun>>
}

export const noActivity: ActivitySlice = { discovery: null, syncByWorker: {} }

export function syncChanged(slice: ActivitySlice, run: SyncRun): ActivitySlice {
  return { ...slice, syncByWorker: { ...slice.syncByWorker, [run.workerId]: run } }
}
