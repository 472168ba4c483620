import { LIMITS } from '../../../shared/limits.ts'
import { Settings } from '../../../shared/settings.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { readBenchmarkPayload, workOfPayload } from './benchmark-payload.ts'
import { entriesOf } from './bounded-json.ts'
import { readExtensionWorker, readSpeed } from './extension-worker.ts'
import { cleanName } from './names.ts'
import type { StatedEntry, StatedImport, StatedSettings } from './stated-worker.ts'

/**
 * Reads stable-diffusion-webui-distributed's `distributed-config.json` (v2): { workers: [{ label: fields }, ...], benchmark_payload, job_timeout,
 * complement_production, step_scaling }.
 */
export function readDistributedConfig(
  file: ReadonlyMap<string, unknown>,
  listed: readonly unknown[],
): StatedImport {
  const payload = readBenchmarkPayload(file.get('benchmark_payload'))
  const work = workOfPayload(payload)
  const entries: StatedEntry[] = []
  const warnings: Reason[] = []
  let beyond = 0
  for (const item of listed) {
    const labelled = entriesOf(item) ?? []
    if (labelled.length === 0) labelled.push(['', null])
    for (const [label, value] of labelled) {
      if (entries.length >= LIMITS.workers) beyond++
      else entries.push(readEntry(label, value, work))
    }
    if (beyond > 0) break
  }
  if (beyond > 0) warnings.push(reason('transfer.first-machines', { most: LIMITS.workers }))
  if (listed.some((item) => entriesOf(item)?.some(([, fields]) => isMaster(fields)) === true))
    warnings.push(reason('transfer.master'))
  if (payload === null && file.get('benchmark_payload') != null)
    warnings.push(reason('transfer.benchmark-unusable'))
  return { format: 'distributed-config', entries, settings: settingsOf(file, payload), warnings }
}

function readEntry(label: string, value: unknown, work: number): StatedEntry {
  const fields = entriesOf(value)
  if (fields === null)
    return {
      states: 'nothing',
      name: cleanName(label),
      shown: '',
      reason: reason('transfer.not-of-extension'),
    }
  return (
    readExtensionWorker(label, new Map(fields), work) ?? {
      states: 'speed',
      name: cleanName(label),
      benchmark: readSpeed(fields.find(([key]) => key === 'avg_ipm')?.[1], work),
      reason: reason('transfer.address-unsaid'),
    }
  )
}

const isMaster = (fields: unknown) => new Map(entriesOf(fields) ?? []).get('master') === true

function settingsOf(
  file: ReadonlyMap<string, unknown>,
  payload: ReturnType<typeof readBenchmarkPayload>,
): StatedSettings {
  const grace = Settings.shape.graceSeconds.safeParse(file.get('job_timeout'))
  const [bonus, scaling] = [file.get('complement_production'), file.get('step_scaling')]
  return {
    ...(grace.success ? { graceSeconds: grace.data } : {}),
    ...(payload === null ? {} : { benchmark: payload }),
    ...(typeof bonus === 'boolean' ? { mode: bonus ? 'bonus' : 'exact' } : {}),
    ...(typeof scaling === 'boolean' ? { stepScaling: scaling } : {}),
  }
}
