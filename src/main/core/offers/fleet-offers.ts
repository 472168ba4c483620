import type { Offer } from '../../../shared/fleet-offers.ts'
import { CONTROL_NAMES, controlListOf, controlModelOn } from '../../../shared/names/control-models.ts'
import { listing } from '../../../shared/names/listing.ts'
import type { NameTable } from '../../../shared/names/name-table.ts'
import { isLatent, LATENT, samplingOn, schedulesTold, upscalerOn } from '../../../shared/names/on-server.ts'
import {
  AUTOMATIC,
  isAutomatic,
  SAMPLER_NAMES,
  SCHEDULE_NAMES,
  UPSCALER_NAMES,
} from '../../../shared/names/tables.ts'
import type { Capabilities, Lane } from '../../../shared/worker.ts'
import { NAMES_A_STEP, type Steps } from './steps.ts'

/** What counts of a machine for what the fleet offers. */
export interface Machine {
  readonly lane: Lane
  readonly capabilities: Capabilities | null
}

/** A kind of thing that servers list. */
export interface Listed {
  /** what one server lists; null: unknown */
  readonly names: (capabilities: Capabilities) => readonly string[] | null
  /** what names have in common that mean one thing; absent: every name is its own */
  readonly table?: NameTable
  /** whether a server can be asked for it although its list does not have it */
  readonly takes?: (capabilities: Capabilities, name: string) => boolean
}

export const samplerNames: Listed = {
  names: ({ samplers }) => samplers,
  table: SAMPLER_NAMES,
  takes: (capabilities, name) => !('lacks' in samplingOn(capabilities, name, AUTOMATIC)),
}

export const schedulerNames: Listed = {
  names: (capabilities) => {
    const told = schedulesTold(capabilities)
    return told === null ? null : [AUTOMATIC, ...told]
  },
  table: SCHEDULE_NAMES,
  takes: (_, name) => isAutomatic(name),
}

/** Latent modes stand in a list of their own; a server that does not give it has the common one. */
export const upscalerNames: Listed = {
  names: ({ upscalers, latentUpscalers = null, hiresPass = true }) => {
    if (upscalers === null && latentUpscalers === null) return null
    const others = upscalers ?? []
    if (latentUpscalers !== null) return [...latentUpscalers, ...others]
    return !hiresPass || others.some(isLatent) ? others : [LATENT, ...others]
  },
  table: UPSCALER_NAMES,
  takes: (capabilities, name) => capabilities.hiresPass !== false && upscalerOn(capabilities, name) !== null,
}

export const vaeNames: Listed = { names: ({ vaes }) => vaes }

export const loraNames: Listed = { names: ({ loras }) => loras }

export const embeddingNames: Listed = { names: ({ embeddings = null }) => embeddings }

export const styleNames: Listed = { names: ({ styles = null }) => styles?.map(({ name }) => name) ?? null }

export const scriptNames: Listed = {
  names: ({ scriptArguments }) => (scriptArguments === undefined ? null : Object.keys(scriptArguments)),
}

export const controlModelNames: Listed = {
  names: (has) => controlListOf(has, 'controlModels'),
  table: CONTROL_NAMES,
  // With a hash or without: the same file.
  takes: (has, name) => controlModelOn(controlListOf(has, 'controlModels') ?? [], name) !== null,
}

export const controlModuleNames: Listed = {
  names: (has) => controlListOf(has, 'controlModules'),
  table: CONTROL_NAMES,
}

export const detailerModelNames: Listed = { names: ({ detailerModels = null }) => detailerModels }

export const faceRestorerNames: Listed = { names: ({ faceRestorers = null }) => faceRestorers }

interface Server {
  readonly capabilities: Capabilities
  readonly names: readonly string[]
}

/** Machines that are meant to work (every lane but Off) and whose list is known. */
export function listers(machines: readonly Machine[], names: Listed['names']): Server[] {
  return machines.flatMap(({ lane, capabilities }) => {
    const listed = lane === 'off' || capabilities === null ? null : names(capabilities)
    return capabilities === null || listed === null ? [] : [{ capabilities, names: listed }]
  })
}

const LOOKUPS_A_STEP = 8

/** Bounds of what is offered of one kind, however much the servers list. What lies beyond can still be asked for. */
const MOST_OFFERS = 20_000
const MOST_CHARACTERS = 1 << 20

/** The first offers of a list that the bounds let through. */
export function withinBounds(offered: readonly Offer[]): Offer[] {
  const kept: Offer[] = []
  let characters = 0
  for (const offer of offered) {
    characters += offer.name.length
    if (kept.length === MOST_OFFERS || characters > MOST_CHARACTERS) break
    kept.push(offer)
  }
  return kept
}

/**
 * What the machines have in common and apart, in the order first met. Names that differ only by spelling are one, shown as
 * AUTOMATIC1111 does; two things of one server stay two, however alike their names are.
 */
export function* offering(machines: readonly Machine[], listed: Listed): Steps<Offer[]> {
  const servers = listers(machines, listed.names)
  const { table } = listed
  if (table === undefined) return yield* counting(servers)
  const alike = yield* alikeOnOneServer(servers, table)
  const shown = new Map<string, string>()
  for (const { names } of servers) {
    yield
    // Its index is made with the first look-up.
    listing(names, table).find('')
    for (const [at, name] of names.entries()) {
      const key = alike.has(name) ? name : `key ${table.keyOf(name)}`
      if (!shown.has(key)) shown.set(key, alike.has(name) ? name : table.labelOf(name))
      if (at % NAMES_A_STEP === 0) yield
    }
  }
  const offered: Offer[] = []
  for (const { name } of withinBounds([...shown.values()].map((name) => ({ name, on: 0, of: 0 })))) {
    const on = servers.filter((server) => has(server, name, listed, alike.has(name))).length
    offered.push({ name, on, of: servers.length })
    // A name that a server does not list may have to be taken apart to see whether it takes it.
    if (offered.length % LOOKUPS_A_STEP === 0) yield
  }
  return offered
}

/** On how many machines something is that may stand in nobody's list. */
export function offerOf(machines: readonly Machine[], listed: Listed, name: string): Offer {
  const servers = listers(machines, listed.names)
  return { name, on: servers.filter((server) => has(server, name, listed, false)).length, of: servers.length }
}

/** Names that mean themselves only. */
function* counting(servers: readonly Server[]): Steps<Offer[]> {
  const on = new Map<string, number>()
  for (const { names } of servers) {
    yield
    for (const name of new Set(names)) on.set(name, (on.get(name) ?? 0) + 1)
  }
  return withinBounds([...on].map(([name, count]) => ({ name, on: count, of: servers.length })))
}

function has(
  { capabilities, names }: Server,
  name: string,
  { table, takes }: Listed,
  exactly: boolean,
): boolean {
  if (table === undefined || exactly) return names.includes(name)
  return listing(names, table).find(name) !== null || takes?.(capabilities, name) === true
}

/** Names that one server lists beside another that only spelling tells apart, and that no table knows. */
function* alikeOnOneServer(servers: readonly Server[], table: NameTable): Steps<Set<string>> {
  const alike = new Set<string>()
  for (const { names } of servers) {
    const first = new Map<string, string>()
    for (const [at, name] of names.entries()) {
      if (at % NAMES_A_STEP === 0) yield
      if (table.knows(name)) continue
      const other = first.get(table.keyOf(name))
      if (other === undefined) first.set(table.keyOf(name), name)
      else if (other !== name) alike.add(name).add(other)
    }
  }
  return alike
}
