import { useEffect, useMemo, useState } from 'react'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { orderedWorkers } from '../../../state/workers.ts'
import { TextField } from '../../../ui/TextField.tsx'
import { SideSheet } from '../sheet/SideSheet.tsx'
import { useFleetCheckpoints } from '../use-lists.ts'
import { fleetModels } from './fleet-models.ts'
import { ModelRow } from './ModelRow.tsx'
import styles from './ModelsSheet.module.css'

/** How many rows are drawn at once; the search narrows the rest down. */
const ROWS = 100
/** ms: lists change rarely, workers several times a second. */
const READ_EVERY_MS = 1000

function useWorkersNowAndThen(): readonly WorkerView[] {
  const [workers, setWorkers] = useState(() => orderedWorkers(usePanel.getState()))
  useEffect(() => {
    const timer = setInterval(() => setWorkers(orderedWorkers(usePanel.getState())), READ_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return workers
}

/** Which machine has which checkpoint, and ways to even that out. */
export function ModelsSheet() {
  const [search, setSearch] = useState('')
  const workers = useWorkersNowAndThen()
  const lists = useFleetCheckpoints()
  const models = useMemo(() => fleetModels(workers, lists ?? []), [workers, lists])
  const silent = new Set(lists?.flatMap(({ workerId, checkpoints }) => (checkpoints ? [] : workerId)))
  const unknown = workers.filter(({ config }) => silent.has(config.id))
  const shown = models.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <SideSheet
      title={say('workers.models')}
      subtitle={say('workers.models.text')}
      toolbar={
        <TextField
          aria-label={say('workers.models.search')}
          placeholder={say('workers.models.search')}
          value={search}
          data-autofocus
          onChange={(event) => setSearch(event.target.value)}
        />
      }
    >
      {unknown.length > 0 && (
        <p className={styles.unknown}>
          {say('workers.models.unknown', { names: unknown.map(({ config }) => config.name) })}
        </p>
      )}
      <ul className={styles.models}>
        {shown.slice(0, ROWS).map((model) => (
          <ModelRow key={model.key} model={model} />
        ))}
      </ul>
      {lists !== null && shown.length === 0 && (
        <p className={styles.unknown}>
          {models.length === 0
            ? say('workers.models.none-told')
            : say('workers.models.none-found', { search })}
        </p>
      )}
      {shown.length > ROWS && (
        <p className={styles.unknown}>{say('workers.models.more', { count: shown.length - ROWS })}</p>
      )}
    </SideSheet>
  )
}
