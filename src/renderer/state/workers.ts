import type { Snapshot } from '../../shared/contract.ts'
import type { WorkerId } from '../../shared/ids.ts'
import type { Lane, WorkerView } from '../../shared/worker.ts'

export interface WorkersSlice {
  readonly workersById: Readonly<Record<WorkerId, WorkerView>>
  /** as on the board: by lane, then by place in it */
  readonly workerOrder: readonly WorkerId[]
}

export const noWorkers: WorkersSlice = { workersById: {}, workerOrder: [] }

export function workersOf(snapshot: Snapshot): WorkersSlice {
  return {
    workersById: Object.fromEntries(snapshot.workers.map((worker) => [worker.config.id, worker])),
    workerOrder: snapshot.workers.map(({ config }) => config.id),
  }
}

/** The newest view of each worker in `changed`; one that was not known joins at the end. */
export function workersChanged(slice: WorkersSlice, changed: readonly WorkerView[]): WorkersSlice {
  const workersById = { ...slice.workersById }
  const added: WorkerId[] = []
  for (const worker of changed) {
    const { id } = worker.config
    if (!(id in workersById)) added.push(id)
    workersById[id] = worker
  }
  return { workersById, workerOrder: added.length > 0 ? [...slice.workerOrder, ...added] : slice.workerOrder }
}

/** The order of the board; workers that the order does not name keep their place after the named ones. */
export function workersArranged(slice: WorkersSlice, order: readonly WorkerId[]): WorkersSlice {
  const named = new Set(order)
  return {
    ...slice,
    workerOrder: [
      ...order.filter((id) => id in slice.workersById),
      ...slice.workerOrder.filter((id) => !named.has(id)),
    ],
  }
}

export function workerRemoved(slice: WorkersSlice, id: WorkerId): WorkersSlice {
  const workersById = { ...slice.workersById }
  delete workersById[id]
  return { workersById, workerOrder: slice.workerOrder.filter((other) => other !== id) }
}

/** All workers in the order of the board. */
export function orderedWorkers(slice: WorkersSlice): WorkerView[] {
  return slice.workerOrder.flatMap((id) => slice.workersById[id] ?? [])
}

/** The workers of one lane, top to bottom. */
export function workersInLane(slice: WorkersSlice, lane: Lane): WorkerView[] {
  return orderedWorkers(slice).filter(({ config }) => config.lane === lane)
}

/** ipm as a card shows it large, and sums of cards add up: its benchmark, else what real jobs show; null when it was never measured. */
export function shownIpm(worker: WorkerView): number | null {
  return worker.benchmark?.ipm ?? worker.learnedIpm ?? null
}

/** ipm that planning goes by: what real jobs show, else its benchmark; null when it was never measured. */
export function ipmOf(worker: WorkerView): number | null {
  return worker.learnedIpm ?? worker.benchmark?.ipm ?? null
}

/** Whether a worker would take work now. */
function isReady({ state }: WorkerView): boolean {
  return state === 'idle' || state === 'working' || state === 'loading-model' || state === 'interrupted'
}

export interface FleetSummary {
  readonly ready: number
  /** workers that are meant to work: every lane but Off */
  readonly total: number
  /** ipm of the ready ones */
  readonly ipm: number
  /** ipm of all, whatever lane and state */
  readonly ipmOfAll: number
}

export function summariseFleet(workers: readonly WorkerView[]): FleetSummary {
  const sum = (some: readonly WorkerView[]) =>
    some.reduce((total, worker) => total + (shownIpm(worker) ?? 0), 0)
  const wanted = workers.filter(({ config }) => config.lane !== 'off')
  const ready = wanted.filter(isReady)
  return { ready: ready.length, total: wanted.length, ipm: sum(ready), ipmOfAll: sum(workers) }
}
