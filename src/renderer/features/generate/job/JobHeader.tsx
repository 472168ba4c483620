import type { JobView } from '../../../../shared/job.ts'
import { whole } from '../../../../shared/words/format-number.ts'
import { say } from '../../../../shared/words/say.ts'
import { Eta } from '../../../jobs/Eta.tsx'
import { cancelJob, jobSubject, pauseJob, resumeJob } from '../../../jobs/job-actions.ts'
import { holdWords, jobCounts, jobOutcome, lacksImages, ofWords } from '../../../jobs/job-words.ts'
import { PauseAllButton } from '../../../jobs/PauseAllButton.tsx'
import { PriorityChip } from '../../../jobs/PriorityChip.tsx'
import { retry } from '../../../jobs/steer-job.ts'
import { takeSettings } from '../../../jobs/take-settings.ts'
import { fleetNow } from '../../../state/fleet-clock.ts'
import { isOver } from '../../../state/jobs.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Chip } from '../../../ui/Chip.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { JOB_TONES } from '../../../ui/state-words.ts'
import styles from './JobHeader.module.css'

/** The job at work (or the newest): what it is, how far it is, when it is done, and what can be done about it. */
export function JobHeader({ job }: { job: JobView }) {
  const over = isOver(job)
  return (
    <header className={styles.header}>
      <div className={styles.subject}>
        <h2 className={styles.title} title={job.request.prompt} translate="no">
          {job.title}
        </h2>
        <Chip>{say('generate.job', { number: job.number })}</Chip>
        <PriorityChip job={job} />
      </div>
      <div className={styles.standing} role="status">
        {over ? <Outcome job={job} /> : <Progress job={job} />}
      </div>
      {!over && <Controls job={job} />}
      {job.state === 'failed' && <AfterFailure job={job} />}
    </header>
  )
}

function Outcome({ job }: { job: JobView }) {
  return (
    <>
      <StatusDot tone={JOB_TONES[job.state]} />
      <span>{jobOutcome(job)}</span>
    </>
  )
}

/** What can be done about a job that failed: its missing images, or its settings in the form. */
function AfterFailure({ job }: { job: JobView }) {
  const { id } = job
  return (
    <div className={styles.controls}>
      {lacksImages(job, fleetNow()) && (
        <Button onClick={() => void retry(id)}>{say('generate.job.retry')}</Button>
      )}
      <Button onClick={() => void takeSettings(id, 'same-seed')}>{say('generate.job.edit')}</Button>
    </div>
  )
}

function Progress({ job }: { job: JobView }) {
  const { done } = jobCounts(job)
  const hold = holdWords(job)
  return (
    <>
      {hold && (
        <span className={styles.hold}>
          <StatusDot tone={JOB_TONES[job.state]} />
          {hold}
        </span>
      )}
      <span>
        <b className={styles.done}>{whole(done)}</b> {ofWords(job, fleetNow())}
      </span>
      {!hold && <Eta job={job} />}
    </>
  )
}

/** Pause or resume, and cancel. */
function Controls({ job }: { job: JobView }) {
  const subject = jobSubject(job)
  const pausing = subject.paused ? resumeJob : pauseJob
  return (
    <div className={styles.controls}>
      <ActionButton action={pausing} subject={subject} />
      <ActionButton action={cancelJob} subject={subject} />
      <PauseAllButton />
    </div>
  )
}
