import { useMemo } from 'react'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import type { ListedCheckpoints } from '../../../../shared/worker-activity.ts'
import { fleetModels } from './fleet-models.ts'
import { ModelRow } from './ModelRow.tsx'
import styles from './ModelsSheet.module.css'

/** How many rows are drawn at once; the search narrows the rest down. */
const ROWS = 100

interface ModelListProps {
  readonly workers: readonly WorkerView[]
  readonly lists: readonly ListedCheckpoints[]
  readonly search: string
}

/** The checkpoints of the fleet whose name has what is searched for, and the machines that have not told theirs. */
export function ModelList({ workers, lists, search }: ModelListProps) {
  const models = useMemo(() => fleetModels(workers, lists), [workers, lists])
  const silent = new Set(lists.flatMap(({ workerId, checkpoints }) => (checkpoints ? [] : workerId)))
  const unknown = workers.filter(({ config }) => silent.has(config.id))
  const shown = models.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <>
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
      {shown.length === 0 && (
        <p className={styles.unknown}>
          {models.length === 0
            ? say('workers.models.none-told')
            : say('workers.models.none-found', { search })}
        </p>
      )}
      {shown.length > ROWS && (
        <p className={styles.unknown}>{say('workers.models.more', { count: shown.length - ROWS })}</p>
      )}
    </>
  )
}
