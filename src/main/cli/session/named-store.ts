import type { Reason } from '../../../shared/words/reason.ts'
import type { WorkerStore } from '../../core/worker-store.ts'
import { openConfFile } from '../../settings/conf-files.ts'
import { createWorkerStore } from '../../settings/worker-file.ts'

/** What was measured at addresses given by `--worker`, beside the board's own file. */
export function openNamedStore(userData: string, report: (what: Reason) => void): WorkerStore {
  return createWorkerStore(openConfFile(userData, 'named-workers', report), report)
}
