import { Search } from 'lucide-react'
import type { RefObject } from 'react'
import { whole } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
import { useQueue } from '../../../state/queue-ui.ts'
import { Button } from '../../../ui/Button.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { clearHistory } from '../history-calls.ts'
import queue from '../QueueScreen.module.css'
import { HistoryList } from './HistoryList.tsx'
import styles from './HistorySection.module.css'
import type { History } from './use-history.ts'

/** From this many jobs on there is something to search. */
const SEARCHED_FROM = 6

interface HistorySectionProps {
  readonly history: History
  readonly scroller: RefObject<HTMLElement | null>
  readonly above: RefObject<HTMLElement | null>
  readonly reveal: RefObject<((jobId: string) => void) | null>
}

/** The jobs that are over, of this run and earlier ones: searched, shown by day, cleared. */
export function HistorySection({ history, scroller, above, reveal }: HistorySectionProps) {
  const search = useQueue((state) => state.search)
  const { jobs, at, problem, again } = history
  const searching = search.trim() !== ''
  if (jobs.length === 0 && !searching && at === 'ready') return null
  return (
    <section aria-label={say('queue.done')}>
      <div className={styles.head}>
        <h3 className={queue.heading}>
          {say('queue.done')} <span>{jobs.length > 0 && whole(jobs.length)}</span>
        </h3>
        {(searching || jobs.length >= SEARCHED_FROM) && (
          <label className={styles.search}>
            <Search aria-hidden="true" />
            <input
              type="search"
              aria-label={say('queue.search')}
              placeholder={say('queue.search.placeholder')}
              spellCheck={false}
              maxLength={500}
              value={search}
              onChange={(event) => useQueue.setState({ search: event.target.value })}
            />
          </label>
        )}
        {jobs.length > 0 && !searching && (
          <Button size="small" look="quiet" onClick={() => void clearHistory(null)}>
            {say('queue.clear')}
          </Button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} action={{ label: say('panel.try-again'), run: again }} />}
      {at === 'loading' && jobs.length === 0 && <p className={styles.standing}>{say('queue.reading')}</p>}
      {at === 'ready' && jobs.length === 0 && searching && (
        <p className={styles.standing}>{say('queue.none-found', { search: search.trim() })}</p>
      )}
      {jobs.length > 0 && <HistoryList jobs={jobs} scroller={scroller} above={above} reveal={reveal} />}
    </section>
  )
}
