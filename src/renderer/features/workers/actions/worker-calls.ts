import type { WorkerId } from '../../../../shared/ids.ts'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import type { Lane } from '../../../../shared/worker.ts'
import { attempt } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showDone } from '../../../state/toasts.ts'
import { undoing } from '../../../state/undo.ts'
import { LANES, orderOf } from '../board/board-order.ts'
import { laneName } from '../board/lane-words.ts'
import { useBoard } from '../board-store.ts'

const nameOf = (id: WorkerId) =>
  usePanel.getState().workersById[id]?.config.name ?? say('workers.some-machine')

/** null: all machines */
type Workers = readonly WorkerId[] | null
const listed = (workers: Workers) => ({ workerIds: workers === null ? null : [...workers] })

export const benchmark = (workers: Workers) =>
  attempt('startBenchmark', listed(workers), say('workers.failed.benchmark'))

export const cancelBenchmark = (workers: Workers) =>
  attempt('cancelBenchmark', listed(workers), say('workers.failed.cancel-benchmark'))

/** "Try now", "Resume": looks at once and lifts a pause. */
export const tryNow = (workerId: WorkerId) =>
  attempt('refreshWorker', { workerId }, say('workers.failed.reach', { name: nameOf(workerId) }))

export async function refreshModels(workers: Workers): Promise<void> {
  if (!(await attempt('refreshModels', listed(workers), say('workers.failed.refresh-models')))) return
  const [only, ...others] = workers ?? []
  showDone(
    only !== undefined && others.length === 0
      ? say('workers.refreshed', { name: nameOf(only) })
      : say('workers.refreshed-all'),
  )
}

export async function interrupt(workerId: WorkerId): Promise<void> {
  const name = nameOf(workerId)
  if (await attempt('interruptWorker', { workerId }, say('workers.failed.interrupt', { name })))
    showDone(say('workers.interrupted', { name }))
}

export async function unload(workerId: WorkerId): Promise<void> {
  const name = nameOf(workerId)
  if (await attempt('unloadCheckpoint', { workerId }, say('workers.failed.unload', { name })))
    showDone(say('workers.unloaded', { name }))
}

export async function restart(workerId: WorkerId): Promise<void> {
  const name = nameOf(workerId)
  if (await attempt('restartWorker', { workerId }, say('workers.failed.restart', { name })))
    showDone(say('workers.restarted', { name }))
}

export const openPage = (workerId: WorkerId) =>
  attempt('openWorkerPage', { workerId }, say('workers.failed.open-page', { name: nameOf(workerId) }))

export const runSync = (workerId: WorkerId) =>
  attempt('runSync', { workerId }, say('workers.failed.run-sync', { name: nameOf(workerId) }))

export const cancelSync = (workerId: WorkerId) =>
  attempt('cancelSync', { workerId }, say('workers.failed.stop-sync', { name: nameOf(workerId) }))

interface Removed {
  readonly id: WorkerId
  readonly name: string
}

/** Removes machines; a toast puts them back as they were. */
export async function remove(ids: readonly WorkerId[]): Promise<void> {
  const removed: Removed[] = []
  for (const id of ids) {
    const name = nameOf(id)
    if (await attempt('removeWorker', { workerId: id }, say('workers.failed.remove', { name })))
      removed.push({ id, name })
  }
  const [first] = removed
  if (first === undefined) return
  forgetOnBoard(new Set(removed.map(({ id }) => id)))
  showDone(
    removed.length === 1
      ? say('workers.removed', { name: first.name })
      : say('workers.removed-all', { count: removed.length }),
    undoing(() => void restore(removed)),
  )
}

/** A machine that is gone is not selected, and a sheet about it has nothing to show. */
function forgetOnBoard(gone: ReadonlySet<WorkerId>): void {
  useBoard.setState(({ sheet, selected }) => ({
    selected: new Set([...selected].filter((id) => !gone.has(id))),
    ...(sheet && 'workerId' in sheet && gone.has(sheet.workerId)
      ? { sheet: null, unsaved: false, wanted: null }
      : {}),
  }))
}

async function restore(removed: readonly Removed[]): Promise<void> {
  for (const { id, name } of removed)
    await attempt('restoreWorker', { workerId: id }, say('workers.failed.restore', { name }))
}

/** Moves several machines to the end of a lane, in the order of the board; a toast puts them back. */
export async function moveAll(ids: readonly WorkerId[], lane: Lane): Promise<void> {
  const before = orderOf(usePanel.getState())
  const moving = LANES.flatMap((from) =>
    before[from].flatMap((workerId, position) =>
      ids.includes(workerId) && from !== lane ? [{ workerId, lane: from, position }] : [],
    ),
  )
  let moved = 0
  for (const { workerId } of moving) {
    // A place beyond the end of a lane is its end.
    const request = { workerId, lane, position: LIMITS.workers }
    const failed = say('workers.failed.move', { name: nameOf(workerId) })
    if (!(await attempt('moveWorker', request, failed))) break
    moved++
  }
  if (moved === 0) return
  const back = moving.slice(0, moved)
  showDone(
    say('workers.moved-all', { count: moved, lane: laneName(lane) }),
    undoing(() => void moveBack(back)),
  )
}

/** Top places first, so that each finds the ones above it where they were. */
async function moveBack(
  places: readonly { workerId: WorkerId; lane: Lane; position: number }[],
): Promise<void> {
  for (const place of places)
    await attempt('moveWorker', place, say('workers.failed.move-back', { name: nameOf(place.workerId) }))
}
