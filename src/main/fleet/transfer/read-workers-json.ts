import { LIMITS } from '../../../shared/limits.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { readBenchmarkPayload, workOfPayload } from './benchmark-payload.ts'
import { entriesOf } from './bounded-json.ts'
import { readExtensionWorker, readSpeed } from './extension-worker.ts'
import { cleanName } from './names.ts'
import type { StatedEntry, StatedImport } from './stated-worker.ts'

const PAYLOAD = 'benchmark_payload'

/** What the extension writes of a worker; one of them makes a worker of an object. */
const WORKER_KEYS = ['avg_ipm', 'address', 'master']

/** workers.json: label -> { avg_ipm, master }, the benchmark payload beside the workers or in each of them. */
export const isWorkersJson = (entries: readonly [string, unknown][]): boolean =>
  entries.some(([label, value]) => label !== PAYLOAD && isWorker(fieldsOf(value)))

const isWorker = (fields: ReadonlyMap<string, unknown>) => WORKER_KEYS.some((key) => fields.has(key))

/**
 * Reads stable-diffusion-webui-distributed's `workers.json` (v1). The extension writes no addresses into it (they stand on its command
 * line); our own export of this format adds them.
 */
export function readWorkersJson(entries: readonly [string, unknown][]): StatedImport {
  const shared = entries.find(([label]) => label === PAYLOAD)?.[1]
  const all = entries.filter(([label, value]) => label !== PAYLOAD && entriesOf(value) !== null)
  const workers = all.slice(0, LIMITS.workers)
  const payloads = [shared, ...workers.map(([, value]) => fieldsOf(value).get(PAYLOAD))]
  const payload = payloads.map(readBenchmarkPayload).find((found) => found !== null) ?? null
  return {
    format: 'workers-json',
    entries: workers.map(([label, value]): StatedEntry => {
      const fields = fieldsOf(value)
      const work = workOfPayload(readBenchmarkPayload(fields.get(PAYLOAD)) ?? payload)
      if (!isWorker(fields))
        return {
          states: 'nothing',
          name: cleanName(label),
          shown: '',
          reason: reason('transfer.not-of-extension'),
        }
      return (
        readExtensionWorker(label, fields, work) ?? {
          states: 'speed',
          name: cleanName(label),
          benchmark: readSpeed(fields.get('avg_ipm'), work),
          reason:
            fields.get('master') === true
              ? reason('transfer.master-address-unsaid')
              : reason('transfer.address-unsaid'),
        }
      )
    }),
    settings: payload === null ? {} : { benchmark: payload },
    warnings:
      all.length > LIMITS.workers ? [reason('transfer.first-machines', { most: LIMITS.workers })] : [],
  }
}

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> => new Map(entriesOf(value) ?? [])
