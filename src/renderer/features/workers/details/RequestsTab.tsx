import { useState } from 'react'
import { timeWithSeconds } from '../../../../shared/words/format-date.ts'
import { shortMilliseconds } from '../../../../shared/words/format-duration.ts'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerDetails } from '../../../../shared/worker-activity.ts'
import { copyText } from '../../../state/copy-text.ts'
import { Button } from '../../../ui/Button.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import styles from './RequestsTab.module.css'
import { isFailed, logText, matchingRequests, type RequestFilter } from './request-log.ts'

/** What was asked of it lately, newest first; nothing secret is in it. */
export function RequestsTab({ details }: { details: WorkerDetails | null }) {
  const [filter, setFilter] = useState<RequestFilter>('all')
  const [search, setSearch] = useState('')
  if (!details) return <p className={styles.none}>Reading…</p>
  const requests = matchingRequests(details.requests, filter, search)
  return (
    <>
      <div className={styles.tools}>
        <TextField
          aria-label="Search requests"
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Segmented
          label="Which requests"
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: 'All' },
            { value: 'failed', label: 'Failed' },
          ]}
        />
        <Button
          disabled={requests.length === 0}
          onClick={() => void copyText(logText(requests), say('workers.copied-log'))}
        >
          Copy
        </Button>
      </div>
      {requests.length === 0 ? (
        <p className={styles.none}>
          {details.requests.length === 0 ? 'Nothing was asked of it yet.' : 'None of these.'}
        </p>
      ) : (
        <ol className={styles.log}>
          {[...requests].reverse().map((entry) => (
            <li key={`${entry.at} ${entry.path} ${entry.ms}`} data-failed={isFailed(entry) || undefined}>
              <span>{timeWithSeconds(entry.at)}</span>
              <span className={styles.path}>
                {entry.method} {entry.path}
              </span>
              <span>{entry.status ?? '–'}</span>
              <span>{shortMilliseconds(entry.ms)}</span>
              {entry.problem !== null && <span className={styles.problem}>{entry.problem}</span>}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
