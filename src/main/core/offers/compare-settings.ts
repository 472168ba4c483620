import type { Consistency, SettingDifference } from '../../../shared/consistency.ts'
import { type MessageKey, reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { FleetWorker } from '../ports.ts'

/** Differences that are told: whoever has more has another fleet. */
const MOST_DIFFERENCES = 100
const MOST_VALUE_CHARACTERS = 200
/** Option of where noise is drawn, and its values that every card draws alike (sdapi.md 8.1). */
const NOISE = 'randn_source'
const ALIKE_EVERYWHERE = new Set(['cpu', 'nv'])
const SHORT_HASH = 10

const NAMED = {
  randn_source: 'consistency.noise',
  CLIP_stop_at_last_layers: 'consistency.clip-skip',
  sd_vae: 'consistency.vae',
  eta_noise_seed_delta: 'consistency.seed-delta',
} as const satisfies Readonly<Record<string, MessageKey>>

type Machine = Consistency['compared'][number]
/** Who has which value. */
export type Values = Map<string, Machine[]>

/**
 * What of the servers' settings changes pictures and is not the same on all machines: options by key, and checkpoints of one name with
 * other content. Machines that are switched off do not count. An option that one of them does not have is compared among the others.
 */
export function compareSettings(workers: readonly FleetWorker[]): Consistency {
  const wanted = workers.filter(({ lane }) => lane !== 'off')
  const compared = wanted.filter(({ capabilities }) => capabilities?.pictureOptions !== undefined)
  const differences = [...optionDifferences(compared), ...checkpointDifferences(wanted)]
  return {
    compared: compared.map(machineOf),
    untold: wanted.filter((worker) => !compared.includes(worker)).map(machineOf),
    differences: differences.slice(0, MOST_DIFFERENCES),
    sameNoise: sameNoise(compared),
  }
}

export const machineOf = ({ id, name }: FleetWorker): Machine => ({ workerId: id, name })

/** Notes that a machine has this value of a setting. */
export function noteValue(all: Map<string, Values>, key: string, value: string, machine: Machine): void {
  const values = all.get(key) ?? new Map<string, Machine[]>()
  all.set(key, values)
  values.set(value, [...(values.get(value) ?? []), machine])
}

function optionDifferences(compared: readonly FleetWorker[]): SettingDifference[] {
  const all = new Map<string, Values>()
  for (const worker of compared)
    for (const [key, value] of Object.entries(worker.capabilities?.pictureOptions ?? {}))
      noteValue(all, key, textOf(value), machineOf(worker))
  return [...all].flatMap(([key, values]) => differenceOf('option', key, wordsOf(key), values) ?? [])
}

/** Hashes of a server's own making say nothing about another's. */
function checkpointDifferences(workers: readonly FleetWorker[]): SettingDifference[] {
  const all = new Map<string, Values>()
  for (const worker of workers) {
    const { checkpoints = null, ownHashes = false } = worker.capabilities ?? {}
    if (ownHashes) continue
    for (const { name, sha256 } of checkpoints ?? [])
      if (sha256 !== null) noteValue(all, name, sha256.toLowerCase().slice(0, SHORT_HASH), machineOf(worker))
  }
  return [...all].flatMap(
    ([name, values]) =>
      differenceOf('checkpoint', name, reason('consistency.checkpoint', { name }), values) ?? [],
  )
}

/** What there is of a setting, what most have first; null: all have the same. */
export function differenceOf(
  kind: SettingDifference['kind'],
  key: string,
  what: Reason,
  values: Values,
): SettingDifference | null {
  if (values.size < 2) return null
  return {
    ...{ kind, key, what },
    values: [...values]
      .map(([value, machines]) => ({ value, machines }))
      .sort((one, other) => other.machines.length - one.machines.length),
  }
}

const wordsOf = (key: string): Reason =>
  Object.hasOwn(NAMED, key) ? reason(NAMED[key as keyof typeof NAMED]) : reason('consistency.option', { key })

function textOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value).slice(0, MOST_VALUE_CHARACTERS)
}

function sameNoise(compared: readonly FleetWorker[]): boolean | null {
  const sources = compared.map(({ capabilities }) => capabilities?.pictureOptions?.[NOISE])
  if (sources.length === 0 || sources.some((source) => source === undefined)) return null
  const different = new Set(sources.map((source) => String(source).toLowerCase()))
  const [only] = different
  return different.size === 1 && only !== undefined && ALIKE_EVERYWHERE.has(only)
}
