import type { WorkerId } from '../../../shared/ids.ts'
import { inWords } from '../../../shared/words/say.ts'
import { usePanel } from '../../state/panel-store.ts'
import { ask } from '../../ui/confirm.ts'
import { interrupt, restart } from './worker-actions.ts'

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
    title: `Interrupt ${name}?`,
    text: worker.busyElsewhere
      ? `${inWords(worker.busyElsewhere.text)}. That work is lost for whoever started it.`
      : 'What it computes right now is thrown away. Its images go back to the others, with the same seeds.',
    label: 'Interrupt',
    run: () => void interrupt(id),
  })
}

/** Restarts a server; says what that needs and costs first. */
export function askToRestart(id: WorkerId): void {
  const name = usePanel.getState().workersById[id]?.config.name
  if (name === undefined) return
  ask({
    title: `Restart the server of ${name}?`,
    text: `It is away for a minute or two, loads its checkpoint again, and rejoins by itself. This works only where the server was started with --api-server-stop and a script that starts it again (webui.sh and webui.bat do).`,
    label: 'Restart',
    run: () => void restart(id),
  })
}
