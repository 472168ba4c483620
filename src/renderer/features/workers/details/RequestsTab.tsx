import { useState } from 'react'
import { timeWithSeconds } from '../../../../shared/words/format-date.ts'
import { shortMilliseconds } from '../../../../shared/words/format-duration.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
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
  if (!details) return <p className={styles.none}>{say('workers.details.reading')}</p>
  const requests = matchingRequests(details.requests, filter, search)
  return (
    <>
      <div className={styles.tools}>
        <TextField
          aria-label={say('workers.requests.search')}
          placeholder={say('panel.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Segmented
          label={say('workers.requests.which')}
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: say('workers.requests.all') },
            { value: 'failed', label: say('workers.requests.failed') },
          ]}
        />
        <Button
          disabled={requests.length === 0}
          onClick={() => void copyText(logText(requests), say('workers.copied-log'))}
        >
          {say('panel.copy')}
        </Button>
      </div>
      {requests.length === 0 ? (
        <p className={styles.none}>
          {say(details.requests.length === 0 ? 'workers.requests.none' : 'workers.requests.none-match')}
        </p>
      ) : (
        <ol className={styles.log}>
          {[...requests].reverse().map((entry) => (
            <li key={`${entry.at} ${entry.path} ${entry.ms}`} data-failed={isFailed(entry) || undefined}>
              <span>{timeWithSeconds(entry.at)}</span>
              <span className={styles.path} translate="no">
                {entry.method} {entry.path}
              </span>
              <span>{entry.status ?? '–'}</span>
              <span>{shortMilliseconds(entry.ms)}</span>
              {entry.problem !== null && <span className={styles.problem}>{inWords(entry.problem)}</span>}
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
