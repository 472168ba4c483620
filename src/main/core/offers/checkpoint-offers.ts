import type { Offer } from '../../../shared/fleet-offers.ts'
import { identifyCheckpoint, pathOf } from '../../../shared/names/checkpoints.ts'
import type { CheckpointInfo } from '../../../shared/worker.ts'
import { listers, type Machine, withinBounds } from './fleet-offers.ts'
import { NAMES_A_STEP, type Steps } from './steps.ts'

/** Digits of a hash that every server shows. */
const SHORT_HASH = 10
/** More files of one name cannot be chosen from a list; by their titles they can be asked for. */
const MOST_FILES_OF_A_NAME = 100

interface Server {
  /** its hashes say nothing about another server's */
  readonly ownHashes: boolean
  readonly checkpoints: readonly CheckpointInfo[]
}

/**
 * The checkpoints of the fleet, in the order first met: by their bare name, or, where one name stands for several files, each file by its
 * title, so that one can be chosen.
 */
export function* checkpointOffering(machines: readonly Machine[]): Steps<Offer[]> {
  const servers = serversOf(machines)
  const byName = yield* groupedByName(servers)
  const several = yield* severalFiles(servers, byName)
  const offered: Offer[] = []
  for (const [name, entries] of byName) {
    if (!several.has(name)) {
      offered.push({ name: entries[0]?.name ?? name, on: entries.length, of: servers.length })
      if (offered.length % NAMES_A_STEP === 0) yield
      continue
    }
    for (const title of titlesOf(entries).slice(0, MOST_FILES_OF_A_NAME)) {
      let on = 0
      for (const server of servers) {
        yield
        if (has(server, title)) on++
      }
      offered.push({ name: title, on, of: servers.length })
    }
  }
  return withinBounds(offered)
}

/** On how many machines a checkpoint is. A name that several files of a machine have is on none. */
export function checkpointOfferOf(machines: readonly Machine[], chosen: string): Offer {
  const servers = serversOf(machines)
  return { name: chosen, on: servers.filter((server) => has(server, chosen)).length, of: servers.length }
}

const serversOf = (machines: readonly Machine[]): Server[] =>
  listers(machines, ({ checkpoints }) => (checkpoints === null ? null : [])).map(({ capabilities }) => ({
    ownHashes: capabilities.ownHashes === true,
    checkpoints: capabilities.checkpoints ?? [],
  }))

const has = ({ ownHashes, checkpoints }: Server, wanted: string): boolean =>
  identifyCheckpoint(checkpoints, wanted, ownHashes ? 'own' : 'of-content').is === 'found'

function* groupedByName(servers: readonly Server[]): Steps<Map<string, CheckpointInfo[]>> {
  const byName = new Map<string, CheckpointInfo[]>()
  for (const { checkpoints } of servers)
    for (const [at, entry] of checkpoints.entries()) {
      if (at % NAMES_A_STEP === 0) yield
      const name = entry.name.toLowerCase()
      const files = byName.get(name)
      if (files === undefined) byName.set(name, [entry])
      else files.push(entry)
    }
  return byName
}

/** Names that stand for more than one file on one server, or for files whose hashes differ. */
function* severalFiles(
  servers: readonly Server[],
  byName: ReadonlyMap<string, readonly CheckpointInfo[]>,
): Steps<Set<string>> {
  const several = new Set<string>()
  for (const { checkpoints } of servers) {
    const seen = new Set<string>()
    for (const [at, { name }] of checkpoints.entries()) {
      if (at % NAMES_A_STEP === 0) yield
      const key = name.toLowerCase()
      if (seen.has(key)) several.add(key)
      seen.add(key)
    }
  }
  const own = new Set(servers.flatMap(({ ownHashes, checkpoints }) => (ownHashes ? checkpoints : [])))
  yield
  let looked = 0
  for (const [name, entries] of byName) {
    if (looked++ % NAMES_A_STEP === 0) yield
    const hashes = entries.flatMap((entry) => (own.has(entry) || entry.hash === null ? [] : [entry.hash]))
    if (new Set(hashes.map((hash) => hash.toLowerCase())).size > 1) several.add(name)
  }
  return several
}

/** A title for each file, known by its hash, else by its folder and name: of those that mean one file one with a hash. */
function titlesOf(entries: readonly CheckpointInfo[]): string[] {
  const hashOf = ({ sha256, hash }: CheckpointInfo) => (sha256 ?? hash)?.slice(0, SHORT_HASH).toLowerCase()
  const [hashes, places] = [new Set<string>(), new Set<string>()]
  const titles: string[] = []
  for (const entry of [...entries].sort((a, b) => Number(!hashOf(a)) - Number(!hashOf(b)))) {
    const [hash, place] = [hashOf(entry), pathOf(entry.title)]
    if (hash === undefined ? places.has(place) : hashes.has(hash)) continue
    if (hash !== undefined) hashes.add(hash)
    places.add(place)
    titles.push(entry.title)
  }
  return titles
}
