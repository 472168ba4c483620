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
import { useShallow } from 'zustand/react/shallow'
import type { WorkerId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import type { MenuEntry } from '../../../ui/Menu.tsx'
import { askToInterrupt, askToRestart } from '../asking.ts'
import { LANES, orderOf, placeOf } from '../board/board-order.ts'
import { laneName } from '../board/lane-words.ts'
import { moveWorker, stepWorker } from '../board/move-worker.ts'
import { openSheet, useBoard } from '../board-store.ts'
import { toggleSelected } from '../selected-cards.ts'
import {
  benchmark,
  cancelBenchmark,
  openPage,
  refreshModels,
  remove,
  runSync,
  tryNow,
  unload,
} from '../worker-actions.ts'

const AWAY: ReadonlySet<string> = new Set(['unavailable', 'needs-sign-in', 'paused', 'unknown'])

/** What can be done with a machine, as its menu and its right click offer it. */
export function useCardEntries(id: WorkerId): MenuEntry[] {
  const facts = usePanel(
    useShallow((state) => {
      const worker = state.workersById[id]
      const order = orderOf(state)
      const place = placeOf(order, id)
      return {
        state: worker?.state ?? 'unknown',
        measuring: worker?.benchmarkProgress != null,
        hasSync: (worker?.config.syncCommand ?? '') !== '',
        hasCheckpoint: worker?.capabilities?.loadedCheckpoint != null,
        lane: place?.lane ?? 'off',
        first: place?.position === 0,
        last: place !== null && place.position === order[place.lane].length - 1,
      }
    }),
  )
  const selected = useBoard((state) => state.selected.has(id))
  const away = AWAY.has(facts.state)
  const off = facts.state === 'off'
  return [
    { label: 'Details', icon: <Info />, run: () => openSheet({ kind: 'details', workerId: id }) },
    { label: 'Edit', icon: <Pencil />, run: () => openSheet({ kind: 'edit', workerId: id }) },
    { label: 'Open its web page', icon: <ExternalLink />, run: () => void openPage(id) },
    { kind: 'line' },
    ...(away
      ? [
          {
            label: facts.state === 'paused' ? 'Resume' : 'Try now',
            icon: <RefreshCw />,
            run: () => void tryNow(id),
          },
        ]
      : []),
    facts.measuring
      ? { label: 'Cancel benchmark', icon: <Ban />, run: () => void cancelBenchmark([id]) }
      : { label: 'Benchmark', icon: <Gauge />, disabled: off, run: () => void benchmark([id]) },
    { label: 'Refresh models', icon: <ListRestart />, disabled: off, run: () => void refreshModels([id]) },
    {
      label: 'Run sync command',
      icon: <Terminal />,
      disabled: !facts.hasSync,
      run: () => {
        openSheet({ kind: 'details', workerId: id, tab: 'server' })
        void runSync(id)
      },
    },
    { label: 'Interrupt', icon: <Square />, disabled: away || off, run: () => askToInterrupt(id) },
    {
      label: 'Unload checkpoint',
      icon: <Upload />,
      disabled: away || off || !facts.hasCheckpoint,
      run: () => void unload(id),
    },
    { label: 'Restart server', icon: <RotateCcw />, disabled: off, run: () => askToRestart(id) },
    { kind: 'line' },
    ...LANES.filter((lane) => lane !== facts.lane).map(
      (lane): MenuEntry => ({
        label: say('workers.move-to', { lane: laneName(lane) }),
        icon: <Power />,
        run: () => void moveWorker(id, { lane, position: orderOf(usePanel.getState())[lane].length }),
      }),
    ),
    { label: 'Move up', icon: <ArrowUp />, disabled: facts.first, run: () => stepWorker(id, -1) },
    { label: 'Move down', icon: <ArrowDown />, disabled: facts.last, run: () => stepWorker(id, 1) },
    { kind: 'line' },
    { kind: 'check', label: 'Select', checked: selected, run: () => toggleSelected(id) },
    { label: 'Remove', icon: <Trash2 />, danger: true, run: () => void remove([id]) },
  ]
}
