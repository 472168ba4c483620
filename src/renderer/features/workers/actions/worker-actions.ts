import {
  ArrowDown,
  ArrowUp,
  Ban,
  ExternalLink,
  Gauge,
  Info,
  ListRestart,
  Pencil,
  Power,
  RefreshCw,
  RotateCcw,
  Square,
  Terminal,
  Trash2,
  Upload,
} from 'lucide-react'
import { say } from '../../../../shared/words/say.ts'
import type { Lane, WorkerStateName } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { type Action, type ActionMenu, menuEntries } from '../../../ui/action.ts'
import type { MenuEntry } from '../../../ui/Menu.tsx'
import { LANES, orderOf } from '../board/board-order.ts'
import { laneName } from '../board/lane-words.ts'
import { moveWorker, stepWorker } from '../board/move-worker.ts'
import { openSheet } from '../board-store.ts'
import { toggleSelected } from '../selected-cards.ts'
import { askToInterrupt, askToRestart } from './ask-first.ts'
import {
  benchmark,
  cancelBenchmark,
  openPage,
  refreshModels,
  remove,
  runSync,
  tryNow,
  unload,
} from './worker-calls.ts'
import type { WorkerFacts } from './worker-facts.ts'

const AWAY: ReadonlySet<WorkerStateName> = new Set(['unavailable', 'needs-sign-in', 'paused', 'unknown'])
const isAway = ({ state }: WorkerFacts) => AWAY.has(state)
const isOn = ({ state }: WorkerFacts) => state !== 'off'
const isThere = (worker: WorkerFacts) => isOn(worker) && !isAway(worker)

type WorkerAction = Action<WorkerFacts>

const details: WorkerAction = {
  name: () => say('workers.details'),
  icon: Info,
  run: ({ id }) => openSheet({ kind: 'details', workerId: id }),
}

export const edit: WorkerAction = {
  name: () => say('workers.edit'),
  icon: Pencil,
  run: ({ id }) => openSheet({ kind: 'edit', workerId: id }),
}

export const webPage: WorkerAction = {
  name: () => say('workers.web-page'),
  icon: ExternalLink,
  run: ({ id }) => void openPage(id),
}

const reach: WorkerAction = {
  name: ({ state }) => say(state === 'paused' ? 'workers.resume' : 'workers.try-now'),
  icon: RefreshCw,
  fits: isAway,
  run: ({ id }) => void tryNow(id),
}

export const measure: WorkerAction = {
  name: () => say('workers.benchmark'),
  icon: Gauge,
  fits: ({ measuring }) => !measuring,
  can: isOn,
  run: ({ id }) => void benchmark([id]),
}

export const stopMeasuring: WorkerAction = {
  name: () => say('workers.cancel-benchmark'),
  icon: Ban,
  fits: ({ measuring }) => measuring,
  run: ({ id }) => void cancelBenchmark([id]),
}

const readLists: WorkerAction = {
  name: () => say('workers.refresh-models'),
  icon: ListRestart,
  can: isOn,
  run: ({ id }) => void refreshModels([id]),
}

const sync: WorkerAction = {
  name: () => say('workers.run-sync'),
  icon: Terminal,
  can: ({ hasSync }) => hasSync,
  run: ({ id }) => {
    openSheet({ kind: 'details', workerId: id, tab: 'server' })
    void runSync(id)
  },
}

const stop: WorkerAction = {
  name: () => say('workers.interrupt'),
  icon: Square,
  can: isThere,
  run: ({ id }) => askToInterrupt(id),
}

const unloadIt: WorkerAction = {
  name: () => say('workers.unload'),
  icon: Upload,
  can: (worker) => isThere(worker) && worker.hasCheckpoint,
  run: ({ id }) => void unload(id),
}

const restartIt: WorkerAction = {
  name: () => say('workers.restart-server'),
  icon: RotateCcw,
  can: isOn,
  run: ({ id }) => askToRestart(id),
}

const moveTo = (lane: Lane): WorkerAction => ({
  name: () => say('workers.move-to', { lane: laneName(lane) }),
  icon: Power,
  fits: (worker) => worker.lane !== lane,
  run: ({ id }) => void moveWorker(id, { lane, position: orderOf(usePanel.getState())[lane].length }),
})

const moveUp: WorkerAction = {
  name: () => say('workers.move-up'),
  icon: ArrowUp,
  can: ({ first }) => !first,
  run: ({ id }) => stepWorker(id, -1),
}

const moveDown: WorkerAction = {
  name: () => say('workers.move-down'),
  icon: ArrowDown,
  can: ({ last }) => !last,
  run: ({ id }) => stepWorker(id, 1),
}

const removeIt: WorkerAction = {
  name: () => say('workers.remove'),
  icon: Trash2,
  danger: true,
  run: ({ id }) => void remove([id]),
}

const BEFORE_SELECT: ActionMenu<WorkerFacts> = [
  edit,
  webPage,
  'line',
  reach,
  measure,
  stopMeasuring,
  readLists,
  sync,
  stop,
  unloadIt,
  restartIt,
  'line',
  ...LANES.map(moveTo),
  moveUp,
  moveDown,
]

/** What can be done with a machine, as the menu of its details offers it. */
export const detailsEntries = (worker: WorkerFacts): MenuEntry[] => [
  ...menuEntries(BEFORE_SELECT, worker),
  { kind: 'line' },
  {
    kind: 'check',
    label: say('workers.select'),
    checked: worker.selected,
    run: () => toggleSelected(worker.id),
  },
  ...menuEntries([removeIt], worker),
]

/** The same as the menu of its card and its right click offer it. */
export const cardEntries = (worker: WorkerFacts): MenuEntry[] => [
  ...menuEntries([details], worker),
  ...detailsEntries(worker),
]
