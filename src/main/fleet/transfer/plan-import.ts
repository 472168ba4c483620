import type { WorkerId } from '../../../shared/ids.ts'
import { LIMITS } from '../../../shared/limits.ts'
import type { ImportEntry } from '../../../shared/transfer.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { speedParts } from '../../../shared/words/format-speed.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { type BenchmarkRecord, WorkerInput } from '../../../shared/worker.ts'
import { addressKey } from './address-key.ts'
import { additionsOf, differencesOf } from './differences.ts'
import { cleanName, uniqueName } from './names.ts'
import type { StatedEntry, StatedSpeed, StatedWorker } from './stated-worker.ts'
import type { TransferWorker } from './transfer-worker.ts'

/** What an entry would do. Its input may hold a password, so it stays in the main process. */
type PlannedAct =
  | { readonly does: 'add'; readonly input: WorkerInput; readonly benchmark: BenchmarkRecord | null }
  | {
      readonly does: 'change'
      readonly id: WorkerId
      readonly input: WorkerInput
      readonly benchmark: BenchmarkRecord | null
    }
  | { readonly does: 'skip' }

export interface PlannedEntry {
  readonly entry: ImportEntry
  readonly act: PlannedAct
}

/** Holds what was read against the workers there are: what to add, what to change, what to skip and why. A pure function. */
export function planImport(
  stated: readonly StatedEntry[],
  workers: readonly TransferWorker[],
  passwordOf: (id: WorkerId) => string | null,
): PlannedEntry[] {
  const byAddress = new Map([...workers].reverse().map((worker) => [addressKey(worker.config.url), worker]))
  const taken = new Set(workers.map(({ config }) => config.name.toLowerCase()))
  const seen = new Map<string, string>()
  let room = LIMITS.workers - workers.length
  return stated.map((one, key): PlannedEntry => {
    if (one.states === 'nothing') return skip(key, one.name || one.shown, one.shown, one.reason)
    if (one.states === 'speed') return planSpeed(key, one, workers)
    const name = one.name === null ? null : cleanName(one.name) || null
    const worker: StatedWorker = { ...one, name }
    const address = addressKey(one.url)
    const title = name ?? (cleanName(one.suggestedName) || 'worker')
    const before = seen.get(address)
    if (before !== undefined)
      return skip(key, title, one.url, reason('transfer.same-address', { name: before }))
    seen.set(address, title)
    const known = byAddress.get(address)
    if (known !== undefined) {
      const planned = planChange(key, worker, known, passwordOf(known.config.id), taken)
      if (planned.act.does === 'change') taken.add((planned.act.input.name ?? '').toLowerCase())
      return planned
    }
    if (room <= 0) return skip(key, title, one.url, reason('transfer.full', { most: LIMITS.workers }))
    const planned = planAddition(key, worker, title, taken)
    if (planned.act.does === 'add') {
      room--
      taken.add(planned.entry.name.toLowerCase())
    }
    return planned
  })
}

function planAddition(
  key: number,
  stated: StatedWorker,
  title: string,
  taken: ReadonlySet<string>,
): PlannedEntry {
  const name = uniqueName(title, taken)
  const { user, password, tls, pixelCap, maxBatch, checkpointOverride, saveOnWorker, syncCommand, note } =
    stated
  const lane = stated.lane === 'not-off' ? undefined : stated.lane
  const said = {
    lane,
    user,
    password,
    tls,
    pixelCap,
    maxBatch,
    checkpointOverride,
    saveOnWorker,
    syncCommand,
    note,
  }
  const input = WorkerInput.safeParse({ name, url: stated.url, ...withoutUndefined(said) })
  if (!input.success) return skip(key, title, stated.url, refusal(input.error.issues[0]?.path.join('.')))
  const details = [
    ...(stated.benchmark === null
      ? []
      : [reason('transfer.brings.speed', { value: speedOf(stated.benchmark) })]),
    ...(name === title ? [] : [reason('transfer.renamed', { name, taken: title })]),
    ...additionsOf(stated),
  ]
  return {
    entry: { ...bare(key, name, stated.url), action: 'add', details, hasPassword: password !== undefined },
    act: { does: 'add', input: input.data, benchmark: stated.benchmark },
  }
}

function planChange(
  key: number,
  stated: StatedWorker,
  known: TransferWorker,
  password: string | null,
  taken: ReadonlySet<string>,
): PlannedEntry {
  const { config } = known
  if (known.simulated) return skip(key, config.name, config.url, reason('transfer.simulated'))
  const others = new Set(taken)
  others.delete(config.name.toLowerCase())
  const named = stated.name === null ? stated : { ...stated, name: uniqueName(stated.name, others) }
  const { details, input } = differencesOf(config, password, named)
  const benchmark = worthTaking(stated.benchmark, known)
  const all = [...details, ...(benchmark === null ? [] : [speedChange(known, benchmark)])]
  if (all.length === 0) return skip(key, config.name, config.url, reason('transfer.nothing-differs'))
  const whole = WorkerInput.safeParse({ name: config.name, url: config.url, ...input })
  if (!whole.success)
    return skip(key, config.name, config.url, refusal(whole.error.issues[0]?.path.join('.')))
  return {
    entry: {
      ...bare(key, config.name, config.url),
      action: 'change',
      details: all,
      hasPassword: stated.password !== undefined,
    },
    act: { does: 'change', id: config.id, input: whole.data, benchmark },
  }
}

function planSpeed(key: number, stated: StatedSpeed, workers: readonly TransferWorker[]): PlannedEntry {
  const wanted = stated.name.toLowerCase()
  const known = workers.find(({ config, simulated }) => !simulated && config.name.toLowerCase() === wanted)
  if (known === undefined || stated.benchmark === null) return skip(key, stated.name, '', stated.reason)
  const { id, name, url } = known.config
  const benchmark = worthTaking(stated.benchmark, known)
  if (benchmark === null) return skip(key, name, url, reason('transfer.measured-here'))
  return {
    entry: {
      ...bare(key, name, url),
      action: 'change',
      details: [speedChange(known, benchmark), reason('transfer.by-name', { reason: stated.reason })],
    },
    act: { does: 'change', id, input: { name, url }, benchmark },
  }
}

/** What was measured here is worth more than what a file says; an undated number of a file only when it is another one. */
function worthTaking(stated: BenchmarkRecord | null, known: TransferWorker): BenchmarkRecord | null {
  if (stated === null) return null
  const now = known.benchmark
  if (now === null) return stated
  if (now.at !== 0) return null
  return Math.abs(now.ipm - stated.ipm) < 0.005 ? null : stated
}

const bare = (key: number, name: string, url: string) => ({
  key,
  name,
  url,
  reason: null,
  hasPassword: false,
})

const skip = (key: number, name: string, url: string, why: Reason): PlannedEntry => ({
  entry: { key, action: 'skip', name, url, details: [], reason: why, hasPassword: false },
  act: { does: 'skip' },
})

const refusal = (field: string | undefined): Reason =>
  field === undefined || field === ''
    ? reason('transfer.entry-unfit')
    : reason('transfer.field-unfit', { field })

function speedOf({ ipm }: BenchmarkRecord): Reason {
  const { value, counts } = speedParts(ipm)
  return counts === 'ipm'
    ? reason('format.images-per-minute', { speed: value })
    : reason('format.seconds-an-image', { seconds: value })
}

const speedChange = ({ benchmark }: TransferWorker, to: BenchmarkRecord): Reason =>
  reason('transfer.change.speed', {
    from: benchmark === null ? reason('transfer.not-measured') : speedOf(benchmark),
    to: speedOf(to),
  })

const withoutUndefined = (value: object) =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined))
