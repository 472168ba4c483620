import type { Settings } from '../../../shared/settings.ts'
import type { TransferWorker } from './transfer-worker.ts'
import { FILE_VERSION, type FileWorker } from './tributary-file.ts'

/** Our own format: everything but ids, colours and, unless asked for, user names and passwords. */
export function exportTributary(
  workers: readonly TransferWorker[],
  settings: Settings,
  passwordOf: ((worker: TransferWorker) => string | null) | null,
): string {
  const { graceSeconds, maxBatch, benchmark } = settings
  const file = {
    tributary: 'workers',
    version: FILE_VERSION,
    workers: workers.map((worker): FileWorker => {
      const {
        name,
        url,
        lane,
        tls,
        pixelCap,
        maxBatch,
        checkpointOverride,
        saveOnWorker,
        syncCommand,
        note,
        user,
      } = worker.config
      const password = passwordOf?.(worker) ?? null
      return {
        name,
        url,
        lane,
        ...(passwordOf === null || user === null ? {} : { user }),
        ...(password === null ? {} : { password }),
        tls,
        pixelCap,
        maxBatch,
        checkpointOverride,
        saveOnWorker,
        syncCommand,
        note,
        ...(worker.benchmark === null ? {} : { benchmark: worker.benchmark }),
      }
    }),
    settings: { graceSeconds, maxBatch, benchmark },
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
