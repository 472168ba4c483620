import type { ZodError } from 'zod'
import { firstWrong, WORKER_NAMES } from '../../shared/field-names.ts'
import type { WorkerId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import { type BenchmarkRecord, DEFAULT_WORKER, WorkerConfig, WorkerInput } from '../../shared/worker.ts'
import { TributaryError } from '../core/failure.ts'
import { freeColour, freeName, refuseTakenName, refuseTakenUrl } from './board-rules.ts'
import type { WorkerAddress } from './worker-url.ts'

export interface AddOptions {
  /** of the demo fleet: never stored, gone when the fleet stops */
  readonly simulated?: boolean
  /** taken for its measured speed, images per minute */
  readonly ipmAsNamed?: number
  /** its speed as an imported file says it */
  readonly benchmark?: BenchmarkRecord
  readonly id?: WorkerId
}

/** A worker's configuration and what becomes of its password: undefined stays as it is, null is forgotten. */
export interface Filled {
  readonly config: WorkerConfig
  readonly password: string | null | undefined
}

type NormaliseUrl = (text: string) => WorkerAddress

/** Parses what anybody filled in. Throws `bad-request` with the field's name. */
export function parseInput(input: WorkerInput): WorkerInput {
  const parsed = WorkerInput.safeParse(input)
  if (parsed.success) return parsed.data
  throw refused(parsed.error)
}

/** The configuration of a new worker. Credentials in the address move to the fields of their own, which win over them. */
export function newWorker(
  input: WorkerInput,
  id: WorkerId,
  others: readonly WorkerConfig[],
  normaliseUrl: NormaliseUrl,
  options: { simulated: boolean },
): Filled {
  const address = normaliseUrl(input.url)
  refuseTakenUrl(address.url, others)
  const names = others.map((other) => other.name)
  // Nobody chose the names of the demo fleet, so they give way.
  if (input.name !== undefined && !options.simulated) refuseTakenName(input.name, others)
  const name = freeName(input.name ?? address.suggestedName, names)
  return {
    config: checked({
      id,
      name,
      url: address.url,
      ...(input.protocol === undefined ? {} : { protocol: input.protocol }),
      lane: input.lane ?? DEFAULT_WORKER.lane,
      colour: input.colour ?? freeColour(others.map((other) => other.colour)),
      user: userOf(input.user === undefined ? address.user : input.user),
      tls: input.tls ?? DEFAULT_WORKER.tls,
      pixelCap: input.pixelCap ?? DEFAULT_WORKER.pixelCap,
      maxBatch: input.maxBatch ?? DEFAULT_WORKER.maxBatch,
      checkpointOverride: emptyIsNull(input.checkpointOverride),
      saveOnWorker: input.saveOnWorker ?? DEFAULT_WORKER.saveOnWorker,
      syncCommand: input.syncCommand ?? DEFAULT_WORKER.syncCommand,
      note: input.note ?? DEFAULT_WORKER.note,
    }),
    password: input.password === undefined ? address.password : emptyIsNull(input.password),
  }
}

/** The configuration after an edit: what was left out stays. A password is forgotten where its server became another one. */
export function changedWorker(
  before: WorkerConfig,
  input: WorkerInput,
  others: readonly WorkerConfig[],
  normaliseUrl: NormaliseUrl,
): Filled {
  const address = normaliseUrl(input.url)
  refuseTakenUrl(address.url, others)
  if (input.name !== undefined) refuseTakenName(input.name, others)
  const user = input.user === undefined ? (address.user ?? before.user) : input.user
  const typed = input.password === undefined ? (address.password ?? undefined) : emptyIsNull(input.password)
  return {
    config: checked({
      ...before,
      name: input.name ?? before.name,
      url: address.url,
      ...(input.protocol === undefined ? {} : { protocol: input.protocol }),
      lane: input.lane ?? before.lane,
      colour: input.colour ?? before.colour,
      user: userOf(user),
      tls: input.tls ?? before.tls,
      pixelCap: input.pixelCap === undefined ? before.pixelCap : input.pixelCap,
      maxBatch: input.maxBatch === undefined ? before.maxBatch : input.maxBatch,
      checkpointOverride:
        input.checkpointOverride === undefined
          ? before.checkpointOverride
          : emptyIsNull(input.checkpointOverride),
      saveOnWorker: input.saveOnWorker ?? before.saveOnWorker,
      syncCommand: input.syncCommand ?? before.syncCommand,
      note: input.note ?? before.note,
    }),
    password: typed === undefined && !mayShareSecret(before.url, address.url) ? null : typed,
  }
}

/** Whether a password kept for one address may be sent to another: same host, and never from https to http. */
export function mayShareSecret(kept: string, other: string): boolean {
  const [from, to] = [URL.parse(kept), URL.parse(other)]
  if (from === null || to === null || from.hostname !== to.hostname) return false
  return from.protocol === to.protocol || to.protocol === 'https:'
}

const emptyIsNull = (text: string | null | undefined) =>
  text === undefined || text === null || text === '' ? null : text

const userOf = (user: string | null) => emptyIsNull(user?.trim())

/** An address can hold what a field may not: a name or a user that is too long, or with control characters. */
function checked(config: WorkerConfig): WorkerConfig {
  const parsed = WorkerConfig.safeParse(config)
  if (parsed.success) return parsed.data
  throw refused(parsed.error)
}

function refused(error: ZodError): TributaryError {
  const { field, why } = firstWrong(error, WORKER_NAMES)
  return new TributaryError('bad-request', field === '' ? reason('fleet.bad-fields') : why, null, { field })
}
