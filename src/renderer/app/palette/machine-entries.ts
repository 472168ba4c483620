import { say } from '../../../shared/words/say.ts'
import { openSheet } from '../../features/workers/board-store.ts'
import { goTo } from '../../state/navigation.ts'
import type { PanelState } from '../../state/panel-store.ts'
import type { Entry } from './entry.ts'

/** The machines by name and address; one opens its details. */
export const machineEntries = (state: PanelState): Entry[] =>
  state.workerOrder.flatMap((workerId): Entry[] => {
    const worker = state.workersById[workerId]
    if (!worker) return []
    const { name, url } = worker.config
    return [
      {
        id: `machine ${workerId}`,
        group: 'panel.commands.machines',
        name,
        words: `${url} ${say('panel.commands.machines.words')}`,
        verbatim: true,
        aside: url,
        run: () => {
          goTo('workers')
          openSheet({ kind: 'details', workerId })
        },
      },
    ]
  })
