import { useEffect, useState } from 'react'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { orderedWorkers } from '../../../state/workers.ts'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { SideSheet } from '../sheet/SideSheet.tsx'
import { useFleetCheckpoints } from '../use-lists.ts'
import { ModelList } from './ModelList.tsx'
import styles from './ModelsSheet.module.css'

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
      {lists.at === 'loading' && <p className={styles.unknown}>{say('workers.lists.reading')}</p>}
      {lists.at === 'failed' && (
        <ProblemNote problem={lists.problem} action={{ label: say('panel.try-again'), run: lists.again }} />
      )}
      {lists.at === 'ready' && <ModelList workers={workers} lists={lists.answer} search={search} />}
    </SideSheet>
  )
}
