import { z } from 'zod'
import { LIMITS } from '../../../shared/limits.ts'
import { BenchmarkPayload, Settings } from '../../../shared/settings.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { BenchmarkRecord, Lane, TlsPolicy, WorkerInput } from '../../../shared/worker.ts'
import { TributaryError } from '../../core/failure.ts'
import { cleanName } from './names.ts'
import { readAddress } from './read-address.ts'
import type { StatedEntry, StatedImport } from './stated-worker.ts'

/** Files of a later version may say things this program does not know. */
export const FILE_VERSION = 1

const inputs = WorkerInput.shape
/** A worker in our own export. Every field but the address may be absent: then it is not said. */
export const FileWorker = z.object({
  name: z.string().max(10_000).optional(),
  url: z.string().max(2000),
  lane: Lane.optional(),
  user: z.string().max(200).optional(),
  password: z.string().max(1000).optional(),
  tls: TlsPolicy.optional(),
  pixelCap: inputs.pixelCap,
  maxBatch: inputs.maxBatch,
  checkpointOverride: inputs.checkpointOverride,
  saveOnWorker: inputs.saveOnWorker,
  syncCommand: inputs.syncCommand,
  note: inputs.note,
  benchmark: BenchmarkRecord.extend({
    ipm: z.number().positive().max(100_000),
    checkpoint: z.string().max(500).nullable(),
    version: z.string().max(200).nullable(),
  }).optional(),
})
export type FileWorker = z.infer<typeof FileWorker>

const FileSettings = z.object({
  graceSeconds: Settings.shape.graceSeconds.optional().catch(undefined),
  maxBatch: Settings.shape.maxBatch.optional().catch(undefined),
  benchmark: BenchmarkPayload.optional().catch(undefined),
})

/** Reads our own export; `file.tributary` is known to be 'workers'. Throws bad-request for a file of a later version. */
export function readTributaryFile(file: ReadonlyMap<string, unknown>): StatedImport {
  const version = file.get('version')
  if (typeof version !== 'number' || version > FILE_VERSION)
    throw new TributaryError('bad-request', reason('transfer.newer'), reason('transfer.newer.remedy'))
  const listed = file.get('workers')
  const workers: unknown[] = Array.isArray(listed) ? listed : []
  const settings = FileSettings.safeParse(file.get('settings'))
  return {
    format: 'tributary',
    entries: workers.slice(0, LIMITS.workers).map(readEntry),
    settings: settings.success ? definedOf(settings.data) : {},
    warnings:
      workers.length > LIMITS.workers ? [reason('transfer.first-machines', { most: LIMITS.workers })] : [],
  }
}

function readEntry(value: unknown): StatedEntry {
  const read = FileWorker.safeParse(value)
  if (!read.success) {
    const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : ''
    const field = read.error.issues[0]?.path.join('.') ?? ''
    return {
      states: 'nothing',
      name: typeof name === 'string' ? cleanName(name) : '',
      shown: '',
      reason: field === '' ? reason('transfer.entry-broken') : reason('transfer.field-broken', { field }),
    }
  }
  const { name, url, benchmark, ...said } = read.data
  // The scheme is always there in our own files; one without is read as typed by a person.
  const address = readAddress(url)
  if (address.states === 'nothing') return { ...address, name: cleanName(name ?? '') }
  return {
    ...address,
    name: name ?? null,
    ...definedOf(said),
    benchmark: benchmark ?? null,
  }
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

/** Absent and undefined mean the same in a file, but not to exactOptionalPropertyTypes. */
function definedOf<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Defined<T>
}
