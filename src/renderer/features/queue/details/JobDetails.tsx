import { X } from 'lucide-react'
import { useId } from 'react'
import type { JobId } from '../../../../shared/ids.ts'
import { say } from '../../../../shared/words/say.ts'
import { PriorityChip } from '../../../jobs/PriorityChip.tsx'
import { isOver } from '../../../state/jobs.ts'
import { openJob } from '../../../state/queue-ui.ts'
import { Chip } from '../../../ui/Chip.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import styles from './JobDetails.module.css'
import { JobReport } from './JobReport.tsx'
import { JobStanding } from './JobStanding.tsx'
import { useJobDetails } from './use-job-details.ts'

/** All there is to say about one job, beside the list. */
export function JobDetails({ id }: { readonly id: JobId }) {
  const details = useJobDetails(id)
  const titleId = useId()
  return (
    <aside
      className={styles.pane}
      data-region="details"
      aria-labelledby={titleId}
      aria-busy={details.at === 'loading' || undefined}
    >
      <header className={styles.head}>
        <h3 id={titleId} className={styles.title}>
          {details.at === 'ready' ? (
            <span translate="no">{details.job.title}</span>
          ) : (
            say('queue.details.job')
          )}
        </h3>
        {details.at === 'ready' && (
          <>
            <Chip>{say('generate.job', { number: details.job.number })}</Chip>
            {!isOver(details.job) && <PriorityChip job={details.job} />}
          </>
        )}
        <IconButton
          label={say('queue.details.close')}
          icon={<X />}
          tooltip={false}
          className={styles.close}
          onClick={() => openJob(null)}
        />
      </header>
      <div className={styles.body}>
        {details.at === 'loading' && <p className={styles.quiet}>{say('queue.details.reading')}</p>}
        {details.at === 'failed' && (
          <ProblemNote
            problem={details.problem}
            action={
              details.problem.kind === 'not-found'
                ? { label: say('panel.close'), run: () => openJob(null) }
                : { label: say('panel.try-again'), run: details.again }
            }
          />
        )}
        {details.at === 'ready' && (
          <>
            <JobStanding job={details.job} />
            <JobReport job={details.job} batchesLeftOut={details.batchesLeftOut} />
          </>
        )}
      </div>
    </aside>
  )
}
