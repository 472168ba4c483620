import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { Lane, WorkerConfig, WorkerInput } from '../../../shared/worker.ts'
import { commandLineName } from './export-addresses.ts'
import { visibleLine } from './names.ts'
import type { StatedWorker } from './stated-worker.ts'

/** What a source would change of a worker, for a person and as what the registry takes. Empty: nothing differs. */
export interface Differences {
  readonly details: readonly Reason[]
  readonly input: Partial<WorkerInput>
}

/** Fields that are compared as they are. */
const PLAIN = [
  'pixelCap',
  'maxBatch',
  'checkpointOverride',
  'saveOnWorker',
  'user',
  'syncCommand',
  'note',
] as const

type Compared = (typeof PLAIN)[number] | 'name' | 'url' | 'lane'

/** `password`: the one kept now. Only what the source says is compared. */
export function differencesOf(now: WorkerConfig, password: string | null, stated: StatedWorker): Differences {
  const details: Reason[] = []
  const input: Record<string, unknown> = {}
  const differ = (field: Compared, from: unknown, to: unknown) => {
    details.push(reason(`transfer.change.${field}`, { from: shown(from), to: shown(to) }))
    input[field] = to
  }
  if (stated.name !== null && !sameName(now.name, stated.name)) differ('name', now.name, stated.name)
  if (schemeOf(now.url) !== schemeOf(stated.url)) differ('url', now.url, stated.url)
  const lane = laneFor(now.lane, stated.lane)
  if (lane !== now.lane) differ('lane', now.lane, lane)
  for (const field of PLAIN)
    if (stated[field] !== undefined && stated[field] !== now[field]) differ(field, now[field], stated[field])
  if (stated.tls !== undefined && JSON.stringify(stated.tls) !== JSON.stringify(now.tls)) {
    details.push(reason('transfer.change.certificate', { from: policy(now.tls), to: policy(stated.tls) }))
    input.tls = stated.tls
  }
  if (stated.password !== undefined && stated.password !== password) {
    details.push(reason(password === null ? 'transfer.password-new' : 'transfer.password-replaced'))
    input.password = stated.password
  }
  return { details, input: input as Partial<WorkerInput> }
}

/** What an addition brings besides name and address. */
export function additionsOf(stated: StatedWorker): Reason[] {
  const details: Reason[] = []
  if (stated.lane === 'off' || stated.lane === 'reserve')
    details.push(reason('transfer.brings.lane', { value: stated.lane }))
  for (const field of PLAIN) {
    const value = stated[field]
    if (value !== undefined && value !== null && value !== false && value !== '')
      details.push(reason(`transfer.brings.${field}`, { value: shown(value) }))
  }
  if (stated.tls !== undefined && stated.tls.kind !== 'verify')
    details.push(reason('transfer.brings.certificate', { value: policy(stated.tls) }))
  return [...details, ...stated.remarks]
}

/** A source that knows only on and off leaves the reserve lane as it is. */
function laneFor(now: Lane, stated: StatedWorker['lane']): Lane {
  if (stated === undefined) return now
  if (stated !== 'not-off') return stated
  return now === 'off' ? 'active' : now
}

/** The command line writes "my box" as my-box. */
const sameName = (now: string, stated: string) => now === stated || commandLineName(now) === stated

const schemeOf = (url: string) => url.slice(0, url.indexOf(':'))

function policy(tls: NonNullable<StatedWorker['tls']>): Reason {
  if (tls.kind === 'pinned')
    return reason('transfer.certificate-pinned', { fingerprint: tls.fingerprint.slice(0, 23) })
  return reason(tls.kind === 'verify' ? 'transfer.certificate-checked' : 'transfer.certificate-unchecked')
}

/** A value of a field as a person reads it. */
function shown(value: unknown): string | Reason {
  if (value === null || value === undefined || value === '') return reason('transfer.none')
  if (typeof value === 'boolean') return reason(value ? 'transfer.yes' : 'transfer.no')
  // As long as a sync command may be: what is to run on this machine is shown whole.
  return visibleLine(String(value), 2000)
}
