import type { Lane, WorkerConfig, WorkerInput } from '../../../shared/worker.ts'
import { commandLineName } from './export-addresses.ts'
import { visibleLine } from './names.ts'
import type { StatedWorker } from './stated-worker.ts'

/** What a source would change of a worker, in words and as what the registry takes. Empty: nothing differs. */
export interface Differences {
  readonly details: readonly string[]
  readonly input: Partial<WorkerInput>
}

/** Fields that are compared as they are, with what to call them. */
const PLAIN = [
  ['pixelCap', 'pixel cap'],
  ['maxBatch', 'largest batch'],
  ['checkpointOverride', 'checkpoint'],
  ['saveOnWorker', 'pictures kept there'],
  ['user', 'user name'],
  ['syncCommand', 'sync command'],
  ['note', 'note'],
] as const

/** `password`: the one kept now. Only what the source says is compared. */
export function differencesOf(now: WorkerConfig, password: string | null, stated: StatedWorker): Differences {
  const details: string[] = []
  const input: Record<string, unknown> = {}
  const differ = (field: keyof WorkerInput, label: string, from: unknown, to: unknown) => {
    details.push(`${label}: ${inWords(from)} → ${inWords(to)}`)
    input[field] = to
  }
  if (stated.name !== null && !sameName(now.name, stated.name)) differ('name', 'name', now.name, stated.name)
  if (schemeOf(now.url) !== schemeOf(stated.url)) differ('url', 'address', now.url, stated.url)
  const lane = laneFor(now.lane, stated.lane)
  if (lane !== now.lane) differ('lane', 'lane', now.lane, lane)
  for (const [field, label] of PLAIN)
    if (stated[field] !== undefined && stated[field] !== now[field])
      differ(field, label, now[field], stated[field])
  if (stated.tls !== undefined && JSON.stringify(stated.tls) !== JSON.stringify(now.tls)) {
    details.push(`certificate: ${tlsInWords(now.tls)} → ${tlsInWords(stated.tls)}`)
    input.tls = stated.tls
  }
  if (stated.password !== undefined && stated.password !== password) {
    details.push(password === null ? 'password: none → the one given here' : 'password: replaced')
    input.password = stated.password
  }
  return { details, input: input as Partial<WorkerInput> }
}

/** What an addition brings besides name and address, in words. */
export function additionsOf(stated: StatedWorker): string[] {
  const details: string[] = []
  if (stated.lane === 'off' || stated.lane === 'reserve') details.push(`lane: ${stated.lane}`)
  for (const [field, label] of PLAIN) {
    const value = stated[field]
    if (value !== undefined && value !== null && value !== false && value !== '')
      details.push(`${label}: ${inWords(value)}`)
  }
  if (stated.tls !== undefined && stated.tls.kind !== 'verify')
    details.push(`certificate: ${tlsInWords(stated.tls)}`)
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

function tlsInWords(tls: NonNullable<StatedWorker['tls']>): string {
  if (tls.kind === 'pinned') return `only ${tls.fingerprint.slice(0, 23)}…`
  return tls.kind === 'verify' ? 'checked' : 'not checked'
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  // As long as a sync command may be: what is to run on this machine is shown whole.
  return visibleLine(String(value), 2000)
}
