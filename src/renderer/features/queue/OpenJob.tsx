import type { JobView } from '../../../shared/job.ts'
import { showJob } from '../../state/navigation.ts'
import { Button } from '../../ui/Button.tsx'
import { counted } from '../../ui/format-number.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { JOB_STATES } from '../../ui/state-words.ts'
import { Controls, Eta } from '../generate/job/JobHeader.tsx'
import { jobCounts } from '../generate/job/job-words.ts'
import styles from './JobCard.module.css'
import { JobFacts } from './JobFacts.tsx'
import { JobProgress } from './JobProgress.tsx'
import { isLeftOver } from './queue-groups.ts'

/** A job that is not over: what it is, how far it is, when it is done, and what can be done about it. */
export function OpenJob({ job }: { job: JobView }) {
  const { words, tone } = JOB_STATES[job.state]
  const { done, of } = jobCounts(job)
  const missing = job.requested - job.stored
  return (
    <article className={styles.card} aria-label={`Job ${job.number}`}>
      <div className={styles.head}>
        <h4 className={styles.title} title={job.request.prompt}>
          {job.title}
        </h4>
        <span className={styles.chip}>job {job.number}</span>
        <span className={styles.state}>
          <StatusDot tone={tone} />
          {words}
        </span>
        <div className={styles.actions}>
          <Button onClick={() => showJob(job.id)}>Show</Button>
          <Controls job={job} />
        </div>
      </div>
      <JobProgress job={job} />
      <div className={styles.line}>
        <span>
          <b>{done}</b> of {of} images
        </span>
        {job.state === 'running' && <Eta job={job} />}
        <JobFacts job={job} />
      </div>
      {isLeftOver(job) && (
        <p className={styles.note}>
          Left from an earlier run of Tributary: {counted(missing, 'image')} of {job.requested} still missing.
          Resume makes them with the same seeds.
        </p>
      )}
      {job.problem && <ProblemNote problem={job.problem} />}
    </article>
  )
}
