import { listing } from '../names/listing.ts'
import type { NameTable } from '../names/name-table.ts'
import { isLatent, LATENT, samplingOn, schedulesTold, upscalerOn } from '../names/on-server.ts'
import { AUTOMATIC, isAutomatic, SAMPLER_NAMES, SCHEDULE_NAMES, UPSCALER_NAMES } from '../names/tables.ts'
import type { Capabilities, WorkerView } from '../worker.ts'

/** Something that machines of the fleet have, and on how many. */
export interface Offer {
  readonly name: string
  readonly on: number
  /** machines whose lists are known */
  readonly of: number
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

/** Machines that are meant to work (every lane but Off) and whose list is known. */
export function listers(
  workers: readonly WorkerView[],
  names: Listed['names'],
): { capabilities: Capabilities; names: readonly string[] }[] {
  return workers.flatMap(({ config, capabilities }) => {
    const listed = config.lane === 'off' || capabilities === null ? null : names(capabilities)
    return capabilities === null || listed === null ? [] : [{ capabilities, names: listed }]
  })
}

/**
 * What the machines have in common and apart, in the order first met. Names that differ only by spelling are one, shown as
 * AUTOMATIC1111 does; two things of one server stay two, however alike their names are.
 */
export function offers(workers: readonly WorkerView[], listed: Listed): Offer[] {
  const servers = listers(workers, listed.names)
  const { table } = listed
  const shown = new Map<string, string>()
  const alike = table === undefined ? new Set<string>() : alikeOnOneServer(servers, table)
  for (const { names } of servers)
    for (const name of names) {
      const key = table === undefined || alike.has(name) ? name : `key ${table.keyOf(name)}`
      if (!shown.has(key)) shown.set(key, alike.has(name) ? name : (table?.labelOf(name) ?? name))
    }
  return [...shown.values()].map((name) => ({
    name,
    on: servers.filter((server) => has(server, name, listed, alike.has(name))).length,
    of: servers.length,
  }))
}

/** On how many machines something is that may stand in nobody's list. */
export function offerOf(workers: readonly WorkerView[], listed: Listed, name: string): Offer {
  const servers = listers(workers, listed.names)
  return { name, on: servers.filter((server) => has(server, name, listed, false)).length, of: servers.length }
}

function has(
  { capabilities, names }: { capabilities: Capabilities; names: readonly string[] },
  name: string,
  { table, takes }: Listed,
  exactly: boolean,
): boolean {
  if (table === undefined || exactly) return names.includes(name)
  return listing(names, table).find(name) !== null || takes?.(capabilities, name) === true
}

/** Names that one server lists beside another that only spelling tells apart, and that no table knows. */
function alikeOnOneServer(servers: readonly { names: readonly string[] }[], table: NameTable): Set<string> {
  const alike = new Set<string>()
  for (const { names } of servers) {
    const first = new Map<string, string>()
    for (const name of names) {
      if (table.knows(name)) continue
      const other = first.get(table.keyOf(name))
      if (other === undefined) first.set(table.keyOf(name), name)
      else if (other !== name) alike.add(name).add(other)
    }
  }
  return alike
}
