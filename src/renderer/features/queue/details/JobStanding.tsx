import { Ellipsis } from 'lucide-react'
import type { JobView } from '../../../../shared/job.ts'
import { Eta } from '../../../jobs/Eta.tsx'
import { jobOutcome, lacksImages } from '../../../jobs/job-words.ts'
import { pause, resume, retry } from '../../../jobs/steer-job.ts'
import { takeSettings } from '../../../jobs/take-settings.ts'
import { isOver } from '../../../state/jobs.ts'
import { showPictures } from '../../../state/navigation.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { JOB_TONES, jobStateWords } from '../../../ui/state-words.ts'
import { JobProgress } from '../JobProgress.tsx'
import { askToCancel, runAgain } from '../job-actions.ts'
import { isPaused, openJobEntries, pastJobEntries } from '../job-entries.tsx'
import { useDestinations } from '../order/use-destinations.ts'
import styles from './JobDetails.module.css'

/** How a job stands, and what can be done about it. */
export function JobStanding({ job }: { readonly job: JobView }) {
  const [words, tone] = [jobStateWords(job.state), JOB_TONES[job.state]]
  const over = isOver(job)
  const outcome = jobOutcome(job)
  return (
    <section className={styles.standing} aria-label="How it stands">
      <p className={styles.state}>
        <StatusDot tone={tone} />
        <span>{over && job.state !== 'finished' ? sentence(outcome) : `${words}: ${outcome}`}</span>
        {job.state === 'running' && <Eta job={job} />}
      </p>
      {!over && <JobProgress job={job} />}
      {job.problem && (
        <ProblemNote
          problem={job.problem}
          level={over || job.state === 'storing-paused' ? 'error' : 'warning'}
          action={
            job.state === 'storing-paused'
              ? { label: 'Try again', run: () => void resume(job.id) }
              : undefined
          }
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
  return (
    <>
      {job.stored + job.bonusStored > 0 && (
        <Button onClick={() => showPictures(job.id)}>Show its pictures</Button>
      )}
      {job.state === 'failed' ? (
        <>
          {lacksImages(job) && <Button onClick={() => void retry(job.id)}>Retry</Button>}
          <Button onClick={() => void takeSettings(job.id, 'same-seed')}>Edit</Button>
        </>
      ) : (
        <Button onClick={() => void runAgain(job.id, 'new-seed')}>Run again</Button>
      )}
    </>
  )
}

function Steering({ job }: { readonly job: JobView }) {
  return (
    <>
      {isPaused(job) ? (
        <Button onClick={() => void resume(job.id)}>Resume</Button>
      ) : (
        <Button onClick={() => void pause(job.id)}>Pause</Button>
      )}
      <Button onClick={() => askToCancel(job.id)}>Cancel</Button>
    </>
  )
}

function More({ job }: { readonly job: JobView }) {
  const destinations = useDestinations(job.id)
  const entries = isOver(job)
    ? pastJobEntries(job.id, job.stored + job.bonusStored > 0)
    : openJobEntries(job, destinations)
  return (
    <Menu
      align="start"
      trigger={<IconButton look="framed" label="More about this job" icon={<Ellipsis />} tooltip={false} />}
      // They are open already.
      entries={entries.slice(1)}
    />
  )
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
