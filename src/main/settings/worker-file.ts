import { z } from 'zod'
import { WORKER_NAMES } from '../../shared/field-names.ts'
import { WorkerId } from '../../shared/ids.ts'
import { isRecord } from '../../shared/is-record.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { BenchmarkRecord, DEFAULT_WORKER, WorkerConfig } from '../../shared/worker.ts'
import { freshSpeed } from '../core/speed/model.ts'
import type { StoredWorker, WorkerStore } from '../core/worker-store.ts'
import type { KeyValueFile } from './key-value-file.ts'
import { type BadField, readFields } from './read-fields.ts'
import { StoredSpeed } from './speed-schema.ts'

const VERSION = 1
/** Records of a history that are read */
const MOST_HISTORY = 200
const Essential = WorkerConfig.pick({ id: true, name: true, url: true })

/**
 * The workers in `workers.json`. A bad field of a worker falls back to its default and is reported; an entry without a readable id,
 * name and address is kept in the file as it is. An entry that another process added meanwhile stays.
 */
export function createWorkerStore(file: KeyValueFile, report: (what: Reason) => void): WorkerStore {
  /** entries this process has had in its hands: those it does not save any more were removed by it */
  const seen = new Set<string>()
  let unreadable: unknown[] = []

  return {
    load() {
      const stored = file.get('workers')
      if (stored === undefined) return []
      if (!Array.isArray(stored)) {
        report(reason('settings.workers-no-list', { file: file.path }))
        file.set({ [`workers-${Date.now()}`]: stored, workers: [] })
        return []
      }
      unreadable = []
      return stored.flatMap((entry: unknown) => {
        const worker = readWorker(entry, report)
        if (worker === null) {
          unreadable.push(entry)
          report(reason('settings.worker-unreadable', { file: file.path }))
          return []
        }
        seen.add(worker.config.id)
        return [worker]
      })
    },
    save(workers) {
      for (const { config } of workers) seen.add(config.id)
      const present = file.get('workers')
      const added = (Array.isArray(present) ? present : []).filter((entry) => {
        const id = idOf(entry)
        return id !== null && !seen.has(id)
      })
      file.set({ version: VERSION, workers: [...workers, ...added, ...unreadable] })
    },
  }
}

function readWorker(entry: unknown, report: (what: Reason) => void): StoredWorker | null {
  if (!isRecord(entry) || !isRecord(entry.config)) return null
  const essential = Essential.safeParse(entry.config)
  if (!essential.success) return null
  const bad: BadField[] = []
  const config = readFields(
    WorkerConfig,
    entry.config,
    {
      ...DEFAULT_WORKER,
      ...essential.data,
      colour: 0,
    },
    WORKER_NAMES,
    bad,
  )
  const speed = readFields(StoredSpeed, entry.speed, StoredSpeed.parse(freshSpeed()), {}, bad, ['speed'])
  const history = z.array(z.unknown()).catch([]).parse(entry.history).slice(-MOST_HISTORY)
  for (const { field, why } of bad)
    report(reason('settings.worker-bad-value', { worker: config.name, field, why }))
  return {
    config,
    speed,
    history: history.flatMap((record) => {
      const parsed = BenchmarkRecord.safeParse(record)
      return parsed.success ? [parsed.data] : []
    }),
  }
}

function idOf(entry: unknown): string | null {
  if (!isRecord(entry) || !isRecord(entry.config)) return null
  const id = WorkerId.safeParse(entry.config.id)
  return id.success ? id.data : null
}
