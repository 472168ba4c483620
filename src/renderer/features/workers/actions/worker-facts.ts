import { useShallow } from 'zustand/react/shallow'
import type { WorkerId } from '../../../../shared/ids.ts'
import type { Lane, WorkerStateName } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import type { WorkersSlice } from '../../../state/workers.ts'
import { orderOf, placeOf } from '../board/board-order.ts'
import { useBoard } from '../board-store.ts'

/** What decides what can be done with a machine. */
export interface WorkerFacts {
  readonly id: WorkerId
  readonly state: WorkerStateName
  readonly measuring: boolean
  readonly hasSync: boolean
  readonly hasCheckpoint: boolean
  readonly lane: Lane
  /** at the top, at the bottom of its lane */
  readonly first: boolean
  readonly last: boolean
  readonly selected: boolean
}

function workerFacts(slice: WorkersSlice, id: WorkerId): Omit<WorkerFacts, 'selected'> {
  const worker = slice.workersById[id]
  const order = orderOf(slice)
  const place = placeOf(order, id)
  return {
    id,
    state: worker?.state ?? 'unknown',
    measuring: worker !== undefined && worker.benchmarkProgress !== null,
    hasSync: (worker?.config.syncCommand ?? '') !== '',
    hasCheckpoint: (worker?.capabilities?.loadedCheckpoint ?? null) !== null,
    lane: place?.lane ?? 'off',
    first: place?.position === 0,
    last: place !== null && place.position === order[place.lane].length - 1,
  }
}

/** Draws again only when one of them changes. */
export function useWorkerFacts(id: WorkerId): WorkerFacts {
  const facts = usePanel(useShallow((state) => workerFacts(state, id)))
  const selected = useBoard((state) => state.selected.has(id))
  return { ...facts, selected }
}
