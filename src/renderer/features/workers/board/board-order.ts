import type { WorkerId } from '../../../../shared/ids.ts'
import type { Lane, WorkerView } from '../../../../shared/worker.ts'
import { orderedWorkers, type WorkersSlice } from '../../../state/workers.ts'

/** Which cards lie in which lane, top to bottom. */
export type BoardOrder = Readonly<Record<Lane, readonly WorkerId[]>>

export interface Place {
  readonly lane: Lane
  /** 0 is the top */
  readonly position: number
}

/** Left to right. */
export const LANES = ['active', 'reserve', 'off'] as const satisfies readonly Lane[]

/** The order as the facts are. */
export function orderOf(slice: WorkersSlice): BoardOrder {
  const order: Record<Lane, WorkerId[]> = { active: [], reserve: [], off: [] }
  for (const { config } of orderedWorkers(slice)) order[config.lane].push(config.id)
  return order
}

/**
 * What a lane shows: the order as dragged where there is one, without cards that are gone, with cards that came
 * meanwhile at the end; only those that match the search.
 */
export function laneIds(
  slice: WorkersSlice,
  arranged: BoardOrder | null,
  lane: Lane,
  search: string,
): WorkerId[] {
  const words = wordsOf(search)
  const shown = (id: WorkerId) => {
    const worker = slice.workersById[id]
    return worker !== undefined && matches(worker, words)
  }
  if (arranged === null) {
    return slice.workerOrder.filter((id) => slice.workersById[id]?.config.lane === lane && shown(id))
  }
  const placed = new Set(LANES.flatMap((each) => arranged[each]))
  const came = slice.workerOrder.filter(
    (id) => !placed.has(id) && slice.workersById[id]?.config.lane === lane,
  )
  return [...arranged[lane], ...came].filter(shown)
}

export function placeOf(order: BoardOrder, id: WorkerId): Place | null {
  for (const lane of LANES) {
    const position = order[lane].indexOf(id)
    if (position >= 0) return { lane, position }
  }
  return null
}

/** The order after one card moved; a position beyond the lane's end is its end. */
export function withMoved(order: BoardOrder, id: WorkerId, { lane, position }: Place): BoardOrder {
  const without: Record<Lane, WorkerId[]> = {
    active: order.active.filter((other) => other !== id),
    reserve: order.reserve.filter((other) => other !== id),
    off: order.off.filter((other) => other !== id),
  }
  without[lane].splice(Math.max(0, position), 0, id)
  return without
}

/**
 * Where a card dropped among the shown ones comes to lie among all: right before the shown card that follows it, else
 * right after the one before it. `shown`: the lane's shown cards with the dropped one among them; `all`: every card of
 * that lane, wherever the dropped one lay before.
 */
export function positionAmong(all: readonly WorkerId[], shown: readonly WorkerId[], id: WorkerId): number {
  const others = all.filter((other) => other !== id)
  const at = shown.indexOf(id)
  const after = shown[at + 1]
  if (after !== undefined) return others.indexOf(after)
  const before = shown[at - 1]
  return before === undefined ? others.length : others.indexOf(before) + 1
}

export const wordsOf = (search: string): readonly string[] =>
  search.toLowerCase().split(/\s+/).filter(Boolean)

/** Whether every word occurs in what a card says of its machine. */
export function matches({ config, capabilities }: WorkerView, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = [
    config.name,
    config.url,
    config.note,
    capabilities?.loadedCheckpoint ?? '',
    capabilities?.kind ?? '',
  ]
    .join(' ')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}
