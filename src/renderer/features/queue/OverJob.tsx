import { ChevronRight, Ellipsis } from 'lucide-react'
import { useId, useState } from 'react'
import type { JobView } from '../../../shared/job.ts'
import { replaceForm } from '../../state/edit-form.ts'
import { goTo, showJob } from '../../state/navigation.ts'
import { cx } from '../../ui/class-names.ts'
import { counted } from '../../ui/format-number.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { JOB_STATES } from '../../ui/state-words.ts'
import { jobOutcome } from '../generate/job/job-words.ts'
import styles from './JobCard.module.css'
import { JobFacts } from './JobFacts.tsx'
import { TallyTable } from './TallyTable.tsx'
import { againstLeast } from './tally-numbers.ts'

/** A job that is over: how it went, and who did what, when it is opened. */
export function OverJob({ job }: { job: JobView }) {
  const [open, setOpen] = useState(false)
  const bodyId = useId()
  const { words, tone } = JOB_STATES[job.state]
  const failures = job.tallies.reduce((sum, tally) => sum + tally.failures, 0)
  const takeSettings = (withSeed: boolean) => {
    const { seed, subseed } = job
    goTo('generate')
    replaceForm(
      withSeed ? { ...job.request, seed, subseed } : job.request,
      `The form has the settings of job ${job.number}`,
    )
  }
  return (
    <article className={styles.card} aria-label={`Job ${job.number}`}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.opener}
          aria-expanded={open}
          aria-controls={bodyId}
          onClick={() => setOpen(!open)}
        >
          <ChevronRight aria-hidden="true" />
          <span className={styles.title} title={job.request.prompt}>
            {job.title}
          </span>
        </button>
        <span className={styles.chip}>job {job.number}</span>
        <span className={styles.state}>
          <StatusDot tone={tone} />
          {job.state === 'finished' ? jobOutcome(job) : words}
        </span>
        <Menu
          trigger={<IconButton label={`More about job ${job.number}`} icon={<Ellipsis />} tooltip={false} />}
          entries={[
            { label: 'Show its pictures', run: () => showJob(job.id) },
            { label: 'Use these settings', run: () => takeSettings(false) },
            { label: 'Use these settings and this seed', run: () => takeSettings(true) },
          ]}
        />
      </div>
      <div className={cx(styles.line, styles.underTitle)}>
        {job.state !== 'finished' && <span>{jobOutcome(job)}</span>}
        {failures > 0 && (
          <span className={styles.failures}>{counted(failures, 'failed request')}, made up for</span>
        )}
        <JobFacts job={job} />
      </div>
      {job.problem && <ProblemNote problem={job.problem} />}
      {open && (
        <div id={bodyId}>
          <TallyTable tallies={job.tallies} />
          <p className={styles.least}>{againstLeast(job.makespanSeconds, job.lowerBoundSeconds)}</p>
        </div>
      )}
    </article>
  )
}
