import { Ellipsis } from 'lucide-react'
import { memo } from 'react'
import type { PastJobLine } from '../../../../shared/history.ts'
import { timeOfDay } from '../../../../shared/words/format-date.ts'
import { counted } from '../../../../shared/words/format-number.ts'
import { inWords } from '../../../../shared/words/say.ts'
import { jobOutcome } from '../../../jobs/job-words.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { ContextualMenu, Menu } from '../../../ui/Menu.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { JOB_TONES } from '../../../ui/state-words.ts'
import { pastJobEntries } from '../job-entries.tsx'
import { openJob, useQueue } from '../queue-store.ts'
import styles from './PastJobRow.module.css'

/** A job that is over, in the list: how it went, in two lines. */
export const PastJobRow = memo(function PastJobRow({ job }: { readonly job: PastJobLine }) {
  const opened = useQueue((state) => state.opened === job.id)
  const entries = pastJobEntries(job.id, job.stored + job.bonusStored > 0)
  return (
    <ContextualMenu entries={entries}>
      <article
        className={styles.row}
        aria-label={`Job ${job.number}`}
        data-job={job.id}
        data-opened={opened || undefined}
      >
        <StatusDot tone={JOB_TONES[job.state]} />
        <div className={styles.body}>
          <div className={styles.head}>
            <button type="button" className={styles.name} data-name onClick={() => openJob(job.id)}>
              {job.title}
            </button>
            <span className={styles.chip}>job {job.number}</span>
          </div>
          <p className={styles.line}>
            <span className={styles.outcome}>{jobOutcome(job)}</span>
            {job.failures > 0 && (
              <span className={styles.failures}>{counted(job.failures, 'failed request')}</span>
            )}
            <span className={styles.facts}>{factsOf(job)}</span>
          </p>
          {job.problem && <p className={styles.problem}>{inWords(job.problem.message)}</p>}
        </div>
        <Menu
          trigger={<IconButton label={`More about job ${job.number}`} icon={<Ellipsis />} tooltip={false} />}
          entries={entries}
        />
      </article>
    </ContextualMenu>
  )
})

/** "768 × 512 · 24 steps · dreamshaper_8 · 18:22" */
function factsOf({ width, height, steps, checkpoint, finishedAt }: PastJobLine): string {
  return [`${width} × ${height}`, `${steps} steps`, checkpoint, timeOfDay(finishedAt)]
    .filter(Boolean)
    .join(' · ')
}
