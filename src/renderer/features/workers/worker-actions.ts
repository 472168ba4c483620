import type { WorkerId } from '../../../shared/ids.ts'
import { LIMITS } from '../../../shared/limits.ts'
import { say } from '../../../shared/words/say.ts'
import type { Lane } from '../../../shared/worker.ts'
import { attempt } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { showDone } from '../../state/toasts.ts'
import { orderOf } from './board/board-order.ts'
import { laneName } from './board/lane-words.ts'
import { useBoard } from './board-store.ts'

const nameOf = (id: WorkerId) => usePanel.getState().workersById[id]?.config.name ?? 'the machine'

export const benchmark = (ids: readonly WorkerId[] | null) =>
  attempt('startBenchmark', { workerIds: ids === null ? null : [...ids] }, say('workers.failed.benchmark'))

export const cancelBenchmark = (ids: readonly WorkerId[] | null) =>
  attempt(
    'cancelBenchmark',
    { workerIds: ids === null ? null : [...ids] },
    say('workers.failed.cancel-benchmark'),
  )

/** "Try now", "Resume": looks at once and lifts a pause. */
export const tryNow = (workerId: WorkerId) =>
  attempt('refreshWorker', { workerId }, say('workers.failed.reach', { name: nameOf(workerId) }))

export async function refreshModels(workerIds: readonly WorkerId[] | null): Promise<void> {
  const request = { workerIds: workerIds === null ? null : [...workerIds] }
  if (await attempt('refreshModels', request, say('workers.failed.refresh-models'))) {
    showDone(
      workerIds?.length === 1 && workerIds[0]
        ? `Read the lists of ${nameOf(workerIds[0])} again`
        : 'Read all lists again',
    )
  }
}

export async function interrupt(workerId: WorkerId): Promise<void> {
  if (
    await attempt(
      'interruptWorker',
      { workerId },
      say('workers.failed.interrupt', { name: nameOf(workerId) }),
    )
  ) {
    showDone(`Interrupted ${nameOf(workerId)}`)
  }
}

export async function unload(workerId: WorkerId): Promise<void> {
  if (
    await attempt('unloadCheckpoint', { workerId }, say('workers.failed.unload', { name: nameOf(workerId) }))
  ) {
    showDone(`${nameOf(workerId)} freed its GPU memory`)
  }
}

export async function restart(workerId: WorkerId): Promise<void> {
  const name = nameOf(workerId)
  if (await attempt('restartWorker', { workerId }, say('workers.failed.restart', { name })))
    showDone(`${name} is back`)
}

export const openPage = (workerId: WorkerId) =>
  attempt('openWorkerPage', { workerId }, say('workers.failed.open-page', { name: nameOf(workerId) }))

export const runSync = (workerId: WorkerId) =>
  attempt('runSync', { workerId }, say('workers.failed.run-sync', { name: nameOf(workerId) }))

export const cancelSync = (workerId: WorkerId) =>
  attempt('cancelSync', { workerId }, say('workers.failed.stop-sync', { name: nameOf(workerId) }))

/** Removes machines; a toast puts them back as they were. */
export async function remove(ids: readonly WorkerId[]): Promise<void> {
  const removed: { id: WorkerId; name: string }[] = []
  for (const id of ids) {
    const name = nameOf(id)
    if (await attempt('removeWorker', { workerId: id }, say('workers.failed.remove', { name })))
      removed.push({ id, name })
  }
  if (removed.length === 0) return
  useBoard.setState(({ sheet, selected }) => ({
    selected: new Set([...selected].filter((id) => !removed.some((each) => each.id === id))),
    // A sheet about a machine that is gone has nothing to show.
    ...(sheet && 'workerId' in sheet && removed.some(({ id }) => id === sheet.workerId)
      ? { sheet: null, unsaved: false, wanted: null }
      : {}),
  }))
  const [first] = removed
  showDone(removed.length === 1 && first ? `Removed ${first.name}` : `Removed ${removed.length} machines`, {
    label: 'Undo',
    run: () => void restore(removed),
  })
}

async function restore(removed: readonly { id: WorkerId; name: string }[]): Promise<void> {
  for (const { id, name } of removed)
    await attempt('restoreWorker', { workerId: id }, say('workers.failed.restore', { name }))
}

/** Moves several machines to the end of a lane, in the order of the board; a toast puts them back. */
export async function moveAll(ids: readonly WorkerId[], lane: Lane): Promise<void> {
  const before = orderOf(usePanel.getState())
  const moving = (['active', 'reserve', 'off'] as const).flatMap((from) =>
    before[from].flatMap((workerId, position) =>
      ids.includes(workerId) && from !== lane ? [{ workerId, lane: from, position }] : [],
    ),
  )
  let moved = 0
  for (const { workerId } of moving) {
    // A place beyond the end of a lane is its end.
    const request = { workerId, lane, position: LIMITS.workers }
    if (!(await attempt('moveWorker', request, say('workers.failed.move', { name: nameOf(workerId) })))) break
    moved++
  }
  if (moved === 0) return
  const back = moving.slice(0, moved)
  showDone(say('workers.moved-all', { count: moved, lane: laneName(lane) }), {
    label: 'Undo',
    run: () => void moveBack(back),
  })
}

/** Top places first, so that each finds the ones above it where they were. */
async function moveBack(
  places: readonly { workerId: WorkerId; lane: Lane; position: number }[],
): Promise<void> {
  for (const place of places)
    await attempt('moveWorker', place, say('workers.failed.move-back', { name: nameOf(place.workerId) }))
}
