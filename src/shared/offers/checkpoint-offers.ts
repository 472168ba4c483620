import { identifyCheckpoint, pathOf } from '../names/checkpoints.ts'
import type { CheckpointInfo, WorkerView } from '../worker.ts'
import { listers, type Offer } from './fleet-offers.ts'

/** Digits of a hash that every server shows. */
const SHORT_HASH = 10

interface Server {
  /** its hashes say nothing about another server's */
  readonly ownHashes: boolean
  readonly checkpoints: readonly CheckpointInfo[]
}

/**
 * The checkpoints of the fleet, in the order first met: by their bare name, or, where one name stands for several files, each file by its
 * title, so that one can be chosen.
 */
export function checkpointOffers(workers: readonly WorkerView[]): Offer[] {
  const servers = serversOf(workers)
  const byName = new Map<string, CheckpointInfo[]>()
  for (const { checkpoints } of servers)
    for (const entry of checkpoints) {
      const name = entry.name.toLowerCase()
      const files = byName.get(name)
      if (files === undefined) byName.set(name, [entry])
      else files.push(entry)
    }
  const several = severalFiles(servers, byName)
  return [...byName].flatMap(([name, entries]) =>
    several.has(name)
      ? titlesOf(entries).map((title) => ({
          name: title,
          on: servers.filter((server) => found(server, title) === 'found').length,
          of: servers.length,
        }))
      : [{ name: entries[0]?.name ?? name, on: entries.length, of: servers.length }],
  )
}

/** Why a chosen checkpoint cannot be used on any machine; null: it can, or nobody tells what it has. */
export function checkpointObstacle(
  workers: readonly WorkerView[],
  chosen: string | null,
): 'ambiguous' | 'nowhere' | null {
  const servers = serversOf(workers)
  if (chosen === null || !servers.some(({ checkpoints }) => checkpoints.length > 0)) return null
  const outcomes = servers.map((server) => found(server, chosen))
  if (outcomes.includes('found')) return null
  return outcomes.includes('ambiguous') ? 'ambiguous' : 'nowhere'
}

const serversOf = (workers: readonly WorkerView[]): Server[] =>
  listers(workers, ({ checkpoints }) => checkpoints?.map(({ name }) => name) ?? null).map(
    ({ capabilities }) => ({
      ownHashes: capabilities.ownHashes === true,
      checkpoints: capabilities.checkpoints ?? [],
    }),
  )

const found = ({ ownHashes, checkpoints }: Server, wanted: string) =>
  identifyCheckpoint(checkpoints, wanted, ownHashes ? 'own' : 'of-content').is

/** Names that stand for more than one file on one server, or for files whose hashes differ. */
function severalFiles(
  servers: readonly Server[],
  byName: ReadonlyMap<string, readonly CheckpointInfo[]>,
): Set<string> {
  const several = new Set<string>()
  for (const { checkpoints } of servers) {
    const seen = new Set<string>()
    for (const { name } of checkpoints) {
      const key = name.toLowerCase()
      if (seen.has(key)) several.add(key)
      seen.add(key)
    }
  }
  const own = new Set(servers.flatMap(({ ownHashes, checkpoints }) => (ownHashes ? checkpoints : [])))
  for (const [name, entries] of byName) {
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
