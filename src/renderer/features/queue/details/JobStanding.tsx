import { Ellipsis } from 'lucide-react'
import type { JobView } from '../../../../shared/job.ts'
import { say } from '../../../../shared/words/say.ts'
import { Eta } from '../../../jobs/Eta.tsx'
import { cancelJob, jobSubject, pauseJob, resumeJob } from '../../../jobs/job-actions.ts'
import { jobOutcome, lacksImages } from '../../../jobs/job-words.ts'
import { runAgain } from '../../../jobs/run-again.ts'
import { retry } from '../../../jobs/steer-job.ts'
import { takeSettings } from '../../../jobs/take-settings.ts'
import { fleetNow } from '../../../state/fleet-clock.ts'
import { isOver } from '../../../state/jobs.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { menuEntries } from '../../../ui/action.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { JOB_TONES, jobStateWords } from '../../../ui/state-words.ts'
import { JobProgress } from '../JobProgress.tsx'
import { useDestinations } from '../order/use-destinations.ts'
import { problemAction } from '../problem-action.ts'
import { OPEN_JOB, PAST_JOB, pictures } from '../queue-actions.ts'
import styles from './JobDetails.module.css'

/** How a job stands, and what can be done about it. */
export function JobStanding({ job }: { readonly job: JobView }) {
  const [words, tone] = [jobStateWords(job.state), JOB_TONES[job.state]]
  const over = isOver(job)
  const outcome = jobOutcome(job)
  return (
    <section className={styles.standing} aria-label={say('queue.details.standing')}>
      <p className={styles.state}>
        <StatusDot tone={tone} />
        <span>
          {over && job.state !== 'finished'
            ? outcome
            : say('queue.details.state-and-outcome', { state: words, outcome })}
        </span>
        {job.state === 'running' && <Eta job={job} />}
      </p>
      {!over && <JobProgress job={job} />}
      {job.problem && (
        <ProblemNote
          problem={job.problem}
          level={over || job.state === 'storing-paused' ? 'error' : 'warning'}
          action={problemAction(job)}
        />
      )}
      <div className={styles.actions}>
        {over ? <Again job={job} /> : <Steering job={job} />}
        <More job={job} />
      </div>
    </section>
  )
}

function Again({ job }: { readonly job: JobView }) {
  const subject = jobSubject(job)
  return (
    <>
      {subject.hasPictures && <ActionButton action={pictures} subject={subject} />}
      {job.state === 'failed' ? (
        <>
          {lacksImages(job, fleetNow()) && (
            <Button onClick={() => void retry(job.id)}>{say('generate.job.retry')}</Button>
          )}
          <Button onClick={() => void takeSettings(job.id, 'same-seed')}>{say('generate.job.edit')}</Button>
        </>
      ) : (
        <Button onClick={() => void runAgain(job.id, 'new-seed')}>{say('queue.run-again')}</Button>
      )}
    </>
  )
}

function Steering({ job }: { readonly job: JobView }) {
  const subject = jobSubject(job)
  const pausing = subject.paused ? resumeJob : pauseJob
  return (
    <>
      <ActionButton action={pausing} subject={subject} />
      <ActionButton action={cancelJob} subject={subject} />
    </>
  )
}

function More({ job }: { readonly job: JobView }) {
  const destinations = useDestinations(job.id)
  const subject = { ...jobSubject(job), destinations }
  return (
    <Menu
      align="start"
      trigger={
        <IconButton look="framed" label={say('queue.details.more')} icon={<Ellipsis />} tooltip={false} />
      }
      entries={subject.over ? menuEntries(PAST_JOB, subject) : menuEntries(OPEN_JOB, subject)}
    />
  )
}
