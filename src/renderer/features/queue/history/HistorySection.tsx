import { Search } from 'lucide-react'
import type { RefObject } from 'react'
import { Button } from '../../../ui/Button.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { clearHistory } from '../job-actions.ts'
import queue from '../QueueScreen.module.css'
import { useQueue } from '../queue-store.ts'
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
    <section aria-label="Done">
      <div className={styles.head}>
        <h3 className={queue.heading}>
          Done <span>{jobs.length > 0 && jobs.length}</span>
        </h3>
        {(searching || jobs.length >= SEARCHED_FROM) && (
          <label className={styles.search}>
            <Search aria-hidden="true" />
            <input
              type="search"
              aria-label="Search the prompts of jobs that are done"
              placeholder="Search prompts"
              spellCheck={false}
              maxLength={500}
              value={search}
              onChange={(event) => useQueue.setState({ search: event.target.value })}
            />
          </label>
        )}
        {jobs.length > 0 && !searching && (
          <Button size="small" look="quiet" onClick={() => void clearHistory(null)}>
            Clear
          </Button>
        )}
      </div>
      {problem && <ProblemNote problem={problem} action={{ label: 'Try again', run: again }} />}
      {at === 'loading' && jobs.length === 0 && <p className={styles.standing}>Reading what was done…</p>}
      {at === 'ready' && jobs.length === 0 && searching && (
        <p className={styles.standing}>No job whose prompt has “{search.trim()}”.</p>
      )}
      {jobs.length > 0 && <HistoryList jobs={jobs} scroller={scroller} above={above} reveal={reveal} />}
    </section>
  )
}
