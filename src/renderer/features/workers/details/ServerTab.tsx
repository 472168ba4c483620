import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { refreshModels, runSync } from '../actions/worker-calls.ts'
import { openSheet } from '../board-store.ts'
import { useWorkerLists } from '../use-lists.ts'
import { FactList } from './FactList.tsx'
import { ServerLists } from './ServerLists.tsx'
import styles from './ServerTab.module.css'
import { SyncOutput } from './SyncOutput.tsx'
import { serverFacts } from './server-facts.ts'

/** What its server is and offers, and the command that brings models to it. */
export function ServerTab({ worker }: { worker: WorkerView }) {
  const { config, capabilities } = worker
  const lists = useWorkerLists(config.id)
  const run = usePanel((state) => state.syncByWorker[config.id])
  return (
    <>
      <FactList facts={serverFacts(worker)} />
      <section className={styles.section}>
        <div className={styles.head}>
          <h4>{say('workers.sync')}</h4>
          {config.syncCommand === '' ? (
            <Button size="small" onClick={() => openSheet({ kind: 'edit', workerId: config.id })}>
              {say('workers.sync.set-one')}
            </Button>
          ) : (
            <Button size="small" disabled={run?.running ?? false} onClick={() => void runSync(config.id)}>
              {say('workers.sync.run')}
            </Button>
          )}
        </div>
        {run ? (
          <SyncOutput run={run} />
        ) : (
          <p className={styles.note} translate={config.syncCommand === '' ? 'yes' : 'no'}>
            {config.syncCommand === '' ? say('workers.sync.text') : config.syncCommand}
          </p>
        )}
      </section>
      {capabilities && (
        <section className={styles.section}>
          <div className={styles.head}>
            <h4>{say('workers.lists')}</h4>
            <Button size="small" onClick={() => void refreshModels([config.id])}>
              {say('workers.lists.refresh')}
            </Button>
          </div>
          <ServerLists lists={lists} />
        </section>
      )}
    </>
  )
}
