import { useState } from 'react'
import { bytesOf } from '../../../../shared/words/format-number.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { openSheet } from '../board-store.ts'
import { serverWords } from '../edit/probe-words.ts'
import { refreshModels, runSync } from '../worker-actions.ts'
import { FactList } from './FactList.tsx'
import styles from './ServerTab.module.css'
import { SyncOutput } from './SyncOutput.tsx'

/** What its server is and offers, and the command that brings models to it. */
export function ServerTab({ worker }: { worker: WorkerView }) {
  const { config, capabilities, memory } = worker
  const run = usePanel((state) => state.syncByWorker[config.id])
  return (
    <>
      <FactList
        facts={[
          ['Address', config.url],
          ['Server', capabilities ? serverWords(capabilities.kind, capabilities.version) : 'not seen yet'],
          ['Checkpoint loaded', capabilities?.loadedCheckpoint ?? 'none known'],
          ['GPU memory', memory ? bytesOf(memory.usedBytes, memory.totalBytes) : 'unknown'],
          ...(worker.longestRequestSeconds === undefined
            ? []
            : ([
                [
                  'Longest request',
                  `${Math.round(worker.longestRequestSeconds)} s: longer ones are cut off, perhaps by a proxy. Batches are kept shorter until it is measured again`,
                ],
              ] as const)),
          ['Sign-in', worker.hasPassword ? `as ${config.user ?? 'somebody'}` : 'none'],
          ...(capabilities
            ? ([
                ['Open to all', capabilities.openToAll ? 'yes: anyone on its network can use it' : 'no'],
                [
                  'Takes requests',
                  capabilities.queuesInOrder ? 'in order, the next while one runs' : 'one at a time',
                ],
                ['Batches', capabilities.batches ? 'yes' : 'no, one image a request'],
              ] as const)
            : []),
        ]}
      />
      <section className={styles.section}>
        <div className={styles.head}>
          <h4>Sync command</h4>
          {config.syncCommand === '' ? (
            <Button size="small" onClick={() => openSheet({ kind: 'edit', workerId: config.id })}>
              Set one
            </Button>
          ) : (
            <Button size="small" disabled={run?.running ?? false} onClick={() => void runSync(config.id)}>
              Run it
            </Button>
          )}
        </div>
        {run ? (
          <SyncOutput run={run} />
        ) : (
          <p className={styles.note}>
            {config.syncCommand === ''
              ? 'Brings models from this machine to that one, e.g. with rsync.'
              : config.syncCommand}
          </p>
        )}
      </section>
      {capabilities && (
        <section className={styles.section}>
          <div className={styles.head}>
            <h4>Lists</h4>
            <Button size="small" onClick={() => void refreshModels([config.id])}>
              Refresh
            </Button>
          </div>
          <NameList title="Checkpoints" names={capabilities.checkpoints?.map(({ title }) => title) ?? null} />
          <NameList title="LoRAs" names={capabilities.loras} />
          <NameList title="VAEs" names={capabilities.vaes} />
          <NameList title="Samplers" names={capabilities.samplers} />
          <NameList title="Schedulers" names={capabilities.schedulers} />
          <NameList title="Upscalers" names={capabilities.upscalers} />
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
        <span>{names === null ? 'not told' : names.length}</span>
      </button>
      {open && (
        <ul>
          {names?.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
