import type { WorkerId } from '../../../../shared/ids.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { ask } from '../../../ui/confirm.ts'
import { interrupt, restart } from './worker-calls.ts'

/** Stops what runs on a machine; asks first, because what it computes is lost. */
export function askToInterrupt(id: WorkerId): void {
  const worker = usePanel.getState().workersById[id]
  if (!worker) return
  const { name } = worker.config
  if (worker.state !== 'working' && worker.state !== 'benchmarking' && worker.busyElsewhere === null) {
    void interrupt(id)
    return
  }
  ask({
    title: say('workers.interrupt.title', { name }),
    text: worker.busyElsewhere
      ? say('workers.interrupt.busy-elsewhere', { busy: inWords(worker.busyElsewhere.text) })
      : say('workers.interrupt.text'),
    label: say('workers.interrupt'),
    run: () => void interrupt(id),
  })
}

/** Restarts a server; says what that needs and costs first. */
export function askToRestart(id: WorkerId): void {
  const name = usePanel.getState().workersById[id]?.config.name
  if (name === undefined) return
  ask({
    title: say('workers.restart.title', { name }),
    text: say('workers.restart.text', { argument: '--api-server-stop', scripts: ['webui.sh', 'webui.bat'] }),
    label: say('workers.restart'),
    run: () => void restart(id),
  })
}
