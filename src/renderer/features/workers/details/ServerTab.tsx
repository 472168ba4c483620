import { useState } from 'react'
import { whole } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { refreshModels, runSync } from '../actions/worker-calls.ts'
import { openSheet } from '../board-store.ts'
import { useWorkerLists } from '../use-lists.ts'
import { FactList } from './FactList.tsx'
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
      {capabilities && lists && (
        <section className={styles.section}>
          <div className={styles.head}>
            <h4>{say('workers.lists')}</h4>
            <Button size="small" onClick={() => void refreshModels([config.id])}>
              {say('workers.lists.refresh')}
            </Button>
          </div>
          <NameList
            title={say('workers.lists.checkpoints')}
            names={lists.checkpoints?.map(({ title }) => title) ?? null}
          />
          <NameList title={say('workers.lists.loras')} names={lists.loras} />
          <NameList title={say('workers.lists.vaes')} names={lists.vaes} />
          <NameList title={say('workers.lists.samplers')} names={lists.samplers} />
          <NameList title={say('workers.lists.schedulers')} names={lists.schedulers} />
          <NameList title={say('workers.lists.upscalers')} names={lists.upscalers} />
        </section>
      )}
    </>
  )
}

/** A list that opens; null: the server did not give it. */
function NameList({ title, names }: { title: string; names: readonly string[] | null }) {
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.list}>
      <button type="button" aria-expanded={open} disabled={!names?.length} onClick={() => setOpen(!open)}>
        {title}
        <span>{names === null ? say('workers.lists.not-told') : whole(names.length)}</span>
      </button>
      {open && (
        <ul translate="no">
          {names?.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
