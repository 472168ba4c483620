import { Ellipsis } from 'lucide-react'
import { memo } from 'react'
import type { PastJobLine } from '../../../../shared/history.ts'
import { timeOfDay } from '../../../../shared/words/format-date.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { jobSubject } from '../../../jobs/job-actions.ts'
import { jobOutcome } from '../../../jobs/job-words.ts'
import { openJob, useQueue } from '../../../state/queue-ui.ts'
import { menuEntries } from '../../../ui/action.ts'
import { Chip } from '../../../ui/Chip.tsx'
import { Dotted } from '../../../ui/Dotted.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { ContextualMenu, Menu } from '../../../ui/Menu.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { JOB_TONES } from '../../../ui/state-words.ts'
import { JobPictures } from '../JobPictures.tsx'
import { LISTED_PAST_JOB } from '../queue-actions.ts'
import styles from './PastJobRow.module.css'

/** A job that is over, in the list: its name, and how it went. Where the list is narrow, the name has what room there is. */
export const PastJobRow = memo(function PastJobRow({ job }: { readonly job: PastJobLine }) {
  const opened = useQueue((state) => state.opened === job.id)
  const entries = menuEntries(LISTED_PAST_JOB, jobSubject(job))
  return (
    <ContextualMenu entries={entries}>
      <article
        className={styles.row}
        aria-label={say('generate.job.section', { number: job.number })}
        data-job={job.id}
        data-opened={opened || undefined}
      >
        <span className={styles.dot}>
          <StatusDot tone={JOB_TONES[job.state]} />
        </span>
        <JobPictures id={job.id} count={job.stored + job.bonusStored} />
        <div className={styles.body}>
          <div className={styles.head}>
            <button type="button" className={styles.name} data-name onClick={() => openJob(job.id)}>
              <span translate="no">{job.title}</span>
            </button>
            <span className={styles.number}>
              <Chip>{say('generate.job', { number: job.number })}</Chip>
            </span>
          </div>
          <p className={styles.line} title={jobOutcome(job)}>
            <span className={styles.lineDot}>
              <StatusDot tone={JOB_TONES[job.state]} />
            </span>
            <span className={styles.outcome}>{jobOutcome(job)}</span>
            {job.failures > 0 && (
              <span className={styles.failures}>{say('queue.failed-requests', { count: job.failures })}</span>
            )}
            <span className={styles.facts}>
              <Facts job={job} />
            </span>
          </p>
          {job.problem && <p className={styles.problem}>{inWords(job.problem.message)}</p>}
        </div>
        <Menu
          trigger={
            <IconButton
              label={say('generate.job.more', { number: job.number })}
              icon={<Ellipsis />}
              tooltip={false}
            />
          }
          entries={entries}
        />
      </article>
    </ContextualMenu>
  )
})

/** "768 × 512 · 24 steps · dreamshaper_8 · 18:22" */
function Facts({ job: { width, height, steps, checkpoint, finishedAt } }: { readonly job: PastJobLine }) {
  return (
    <Dotted
      parts={[
        `${width} × ${height}`,
        say('queue.steps', { count: steps }),
        checkpoint && <span translate="no">{checkpoint}</span>,
        timeOfDay(finishedAt),
      ]}
    />
  )
}
