import type { WorkerId } from '../../../shared/ids.ts'
import { LIMITS } from '../../../shared/limits.ts'
import type { Lane } from '../../../shared/worker.ts'
import { attempt } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'
import { showDone } from '../../state/toasts.ts'
import { orderOf } from './board/board-order.ts'
import { LANE_WORDS } from './board/lane-words.ts'
import { useBoard } from './board-store.ts'

const nameOf = (id: WorkerId) => usePanel.getState().workersById[id]?.config.name ?? 'the machine'

export const benchmark = (ids: readonly WorkerId[] | null) =>
  attempt('startBenchmark', { workerIds: ids === null ? null : [...ids] }, 'Could not start the benchmark')

export const cancelBenchmark = (ids: readonly WorkerId[] | null) =>
  attempt('cancelBenchmark', { workerIds: ids === null ? null : [...ids] }, 'Could not cancel the benchmark')

/** "Try now", "Resume": looks at once and lifts a pause. */
export const tryNow = (workerId: WorkerId) =>
  attempt('refreshWorker', { workerId }, `Could not reach ${nameOf(workerId)}`)

export async function refreshModels(workerIds: readonly WorkerId[] | null): Promise<void> {
  const request = { workerIds: workerIds === null ? null : [...workerIds] }
  if (await attempt('refreshModels', request, 'Could not refresh the models')) {
    showDone(
      workerIds?.length === 1 && workerIds[0]
        ? `Read the lists of ${nameOf(workerIds[0])} again`
        : 'Read all lists again',
    )
  }
}

export async function interrupt(workerId: WorkerId): Promise<void> {
  if (await attempt('interruptWorker', { workerId }, `Could not interrupt ${nameOf(workerId)}`)) {
    showDone(`Interrupted ${nameOf(workerId)}`)
  }
}

export async function unload(workerId: WorkerId): Promise<void> {
  if (
    await attempt('unloadCheckpoint', { workerId }, `Could not unload the checkpoint of ${nameOf(workerId)}`)
  ) {
    showDone(`${nameOf(workerId)} freed its GPU memory`)
  }
}

export async function restart(workerId: WorkerId): Promise<void> {
  const name = nameOf(workerId)
  if (await attempt('restartWorker', { workerId }, `Could not restart ${name}`)) showDone(`${name} is back`)
}

export const openPage = (workerId: WorkerId) =>
  attempt('openWorkerPage', { workerId }, `Could not open the page of ${nameOf(workerId)}`)

export const runSync = (workerId: WorkerId) =>
  attempt('runSync', { workerId }, `Could not run the sync command of ${nameOf(workerId)}`)

export const cancelSync = (workerId: WorkerId) =>
  attempt('cancelSync', { workerId }, `Could not stop the sync command of ${nameOf(workerId)}`)

/** Removes machines; a toast puts them back as they were. */
export async function remove(ids: readonly WorkerId[]): Promise<void> {
  const removed: { id: WorkerId; name: string }[] = []
  for (const id of ids) {
    const name = nameOf(id)
    if (await attempt('removeWorker', { workerId: id }, `Could not remove ${name}`))
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
    await attempt('restoreWorker', { workerId: id }, `Could not put ${name} back`)
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
    if (!(await attempt('moveWorker', request, `Could not move ${nameOf(workerId)}`))) break
    moved++
  }
  if (moved === 0) return
  const back = moving.slice(0, moved)
  showDone(`Moved ${moved} ${moved === 1 ? 'machine' : 'machines'} to ${LANE_WORDS[lane].name}`, {
    label: 'Undo',
    run: () => void moveBack(back),
  })
}

/** Top places first, so that each finds the ones above it where they were. */
async function moveBack(
  places: readonly { workerId: WorkerId; lane: Lane; position: number }[],
): Promise<void> {
  for (const place of places)
    await attempt('moveWorker', place, `Could not move ${nameOf(place.workerId)} back`)
}
