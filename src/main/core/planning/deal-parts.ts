import type { WorkerId } from '../../../shared/ids.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { type RequestCosts, requestCosts, secondsOf, within } from './request-costs.ts'

/** Images that cost each worker the same, and the workers that can make them as they look for these. */
export interface PartToDeal {
  readonly images: number
  /** what must be in memory; parts with the same need one load. null: whatever is loaded */
  readonly checkpoint: string | null
  readonly workers: readonly PlanningWorker[]
}

/** What one worker makes of one part. */
export interface PartShare {
  readonly worker: WorkerId
  readonly images: number
  /** seconds until it begins on it, checkpoint load included */
  readonly startSeconds: number
  readonly finishSeconds: number
}

/** Bisections of the end: each halves what it may be off by. */
const ROUNDS = 18
const MOST_DOUBLINGS = 60
/** Closer than this share of it an end needs not be known. */
const CLOSE_ENOUGH = 0.002

/**
 * Deals parts that differ in what their images cost, in who can make them, and in the checkpoint they need: shares for each part, in the
 * order of `parts`. Loads are set-up times, so a group of parts with one checkpoint goes to as few workers as get it done by the end of all:
 * the earliest end T for which packing each group, those in memory and then the largest first, into the time that workers have left until T works out, warm workers
 * first, then the one that it fits best, else the one that can do most of it. A heuristic: with splittable groups this is McNaughton's
 * wrap-around with set-up times, which needs at most one load more than the best for each worker. Parts that nobody can make get no shares.
 */
export function dealParts(parts: readonly PartToDeal[]): PartShare[][] {
  const fleet = fleetOf(parts)
  const groups = groupsOf(parts, fleet)
  if (groups.length === 0) return parts.map(() => [])
  let low = 0
  let high = Math.max(1e-3, ...groups.map(({ seconds }) => seconds))
  let best = pack(groups, fleet, high)
  for (let doubled = 0; best === null && doubled < MOST_DOUBLINGS; doubled++) {
    low = high
    high *= 2
    best = pack(groups, fleet, high)
  }
  for (let round = 0; best !== null && round < ROUNDS && high - low > CLOSE_ENOUGH * high; round++) {
    const middle = (low + high) / 2
    const packed = pack(groups, fleet, middle)
    if (packed === null) low = middle
    else {
      best = packed
      high = middle
    }
  }
  return sharesOf(parts.length, best ?? new Map())
}

interface FreeWorker {
  readonly id: WorkerId
  /** seconds until it is free, without a load */
  readonly release: number
}

interface OpenPart {
  /** in the list that was given */
  readonly at: number
  readonly images: number
  /** of those who can make them */
  readonly costs: ReadonlyMap<WorkerId, RequestCosts>
}

interface Group {
  readonly parts: readonly OpenPart[]
  readonly images: number
  /** seconds of all of it over the whole fleet, each worker as fast as the average */
  readonly seconds: number
  readonly able: readonly Able[]
  /** somebody has its checkpoint in memory: it goes on there before others are begun */
  readonly begun: boolean
}

/** A worker that can make some of a group. */
interface Able {
  readonly id: WorkerId
  /** seconds of the load that it needs for it; 0: none */
  readonly load: number
  /** seconds of all that it can make of it */
  readonly seconds: number
  /** it can make all */
  readonly whole: boolean
}

/** What a worker does, in its order: group by group, loads in front. */
interface Stretch {
  readonly load: number
  /** all of its group */
  readonly whole: boolean
  readonly pieces: { readonly part: number; readonly images: number; readonly seconds: number }[]
}

interface Packed {
  readonly worker: FreeWorker
  readonly stretches: Stretch[]
  /** seconds from now until all of it is done */
  end: number
}

function fleetOf(parts: readonly PartToDeal[]): Map<WorkerId, FreeWorker> {
  const fleet = new Map<WorkerId, FreeWorker>()
  for (const { workers } of parts)
    for (const { id, releaseSeconds, loadSeconds = 0 } of workers) {
      const release = Math.max(0, releaseSeconds - loadSeconds)
      fleet.set(id, { id, release: Math.min(release, fleet.get(id)?.release ?? release) })
    }
  return fleet
}

/** Parts by their checkpoints, those in memory first, then the most work; in each those first that the fewest can make. */
function groupsOf(parts: readonly PartToDeal[], fleet: ReadonlyMap<WorkerId, FreeWorker>): Group[] {
  const byCheckpoint = new Map<string | null, { parts: OpenPart[]; loads: Map<WorkerId, number> }>()
  for (const [at, { images, checkpoint, workers }] of parts.entries()) {
    const able = workers.filter(({ maxBatch }) => maxBatch >= 1)
    if (images < 1 || able.length === 0) continue
    const group: { parts: OpenPart[]; loads: Map<WorkerId, number> } = byCheckpoint.get(checkpoint) ?? {
      parts: [],
      loads: new Map(),
    }
    byCheckpoint.set(checkpoint, group)
    group.parts.push({ at, images, costs: new Map(able.map((worker) => [worker.id, requestCosts(worker)])) })
    for (const { id, loadSeconds = 0 } of able)
      group.loads.set(id, Math.max(loadSeconds, group.loads.get(id) ?? 0))
  }
  return [...byCheckpoint.values()]
    .map(({ parts: open, loads }) => groupOf(open, loads, fleet.size))
    .sort((a, b) => Number(b.begun) - Number(a.begun) || b.seconds - a.seconds)
}

function groupOf(parts: OpenPart[], loads: ReadonlyMap<WorkerId, number>, workers: number): Group {
  const able = [...loads].map(([id, load]): Able => {
    let seconds = 0
    let whole = true
    for (const { images, costs } of parts) {
      const own = costs.get(id)
      if (own === undefined) whole = false
      else seconds += secondsOf(own, images)
    }
    return { id, load, seconds, whole }
  })
  return {
    parts: parts.sort((a, b) => a.costs.size - b.costs.size),
    images: parts.reduce((sum, { images }) => sum + images, 0),
    seconds: able.reduce((sum, { seconds }) => sum + seconds, 0) / able.length / Math.max(1, workers),
    able,
    begun: able.some(({ load }) => load === 0),
  }
}

/** Everything done within `seconds`; null: that does not work out. */
function pack(
  groups: readonly Group[],
  fleet: ReadonlyMap<WorkerId, FreeWorker>,
  seconds: number,
): Map<WorkerId, Packed> | null {
  const packed = new Map(
    [...fleet].map(([id, worker]) => [id, { worker, stretches: [], end: worker.release } as Packed]),
  )
  for (const [at, group] of groups.entries())
    if (!packGroup(group, packed, seconds, keptFor(groups.slice(at + 1)))) return null
  return packed
}

/** Workers whose checkpoint in memory is needed for groups that come later. */
function keptFor(later: readonly Group[]): ReadonlySet<WorkerId> {
  const kept = new Set<WorkerId>()
  for (const { able } of later) for (const { id, load } of able) if (load === 0) kept.add(id)
  return kept
}

interface Left {
  readonly part: OpenPart
  images: number
}

function packGroup(
  group: Group,
  packed: ReadonlyMap<WorkerId, Packed>,
  seconds: number,
  kept: ReadonlySet<WorkerId>,
): boolean {
  const left: Left[] = group.parts.map((part) => ({ part, images: part.images }))
  const open = new Set(group.able)
  for (let images = group.images; images > 0; ) {
    const next = nextFor(open, images / group.images, packed, seconds, kept)
    const own = next === null ? undefined : packed.get(next.id)
    if (next === null || own === undefined) return false
    open.delete(next)
    images -= fill(own, next.load, left, seconds, group.images)
  }
  return true
}

/** Who goes on with a group of which such a share is left: somebody warm, else whom it fits best, else who can do most of it. */
function nextFor(
  open: ReadonlySet<Able>,
  share: number,
  packed: ReadonlyMap<WorkerId, Packed>,
  seconds: number,
  kept: ReadonlySet<WorkerId>,
): Able | null {
  let best: { able: Able; rank: number; value: number } | null = null
  for (const able of open) {
    const room = seconds - (packed.get(able.id)?.end ?? Number.POSITIVE_INFINITY) - able.load
    if (room <= 0) continue
    const needed = able.seconds * share
    const covers = able.whole && needed <= room
    const rank = (able.load === 0 ? 0 : kept.has(able.id) ? 20 : 10) + (covers ? 0 : 1)
    const value = covers ? room - needed : -Math.min(1, room / Math.max(1e-9, needed))
    if (best === null || rank < best.rank || (rank === best.rank && value < best.value))
      best = { able, rank, value }
  }
  return best?.able ?? null
}

/** Gives a worker as much of a group as it can do within `seconds`. Answers how many images that is. */
function fill(packed: Packed, load: number, left: Left[], seconds: number, all: number): number {
  const pieces: Stretch['pieces'] = []
  let end = packed.end + load
  let done = 0
  for (const each of left) {
    const costs = each.part.costs.get(packed.worker.id)
    if (costs === undefined || each.images === 0) continue
    const images = Math.min(each.images, within(costs, seconds - end))
    if (images === 0) continue
    const took = secondsOf(costs, images)
    pieces.push({ part: each.part.at, images, seconds: took })
    each.images -= images
    done += images
    end += took
  }
  if (done === 0) return 0
  packed.end = end
  packed.stretches.push({ load, whole: done === all, pieces })
  return done
}

/** What needs no load goes first, or it would need one; a part of a group last, since others may have made it by then. */
const turnOf = ({ load, whole }: Stretch): number => (load === 0 ? 0 : whole ? 1 : 2)

function sharesOf(parts: number, packed: ReadonlyMap<WorkerId, Packed>): PartShare[][] {
  const shares: PartShare[][] = Array.from({ length: parts }, () => [])
  for (const { worker, stretches } of packed.values()) {
    let at = worker.release
    for (const { load, pieces } of stretches.toSorted((a, b) => turnOf(a) - turnOf(b))) {
      at += load
      for (const { part, images, seconds } of pieces) {
        shares[part]?.push({ worker: worker.id, images, startSeconds: at, finishSeconds: at + seconds })
        at += seconds
      }
    }
  }
  return shares
}
