import { Ellipsis } from 'lucide-react'
import type { JobView } from '../../../../shared/job.ts'
import { say } from '../../../../shared/words/say.ts'
import { Eta } from '../../../jobs/Eta.tsx'
import { jobSubject, pauseJob, resumeJob } from '../../../jobs/job-actions.ts'
import { holdWords, jobOutcome } from '../../../jobs/job-words.ts'
import { takeRequest } from '../../../jobs/take-settings.ts'
import { isOver } from '../../../state/jobs.ts'
import { useShownJob } from '../../../state/selectors.ts'
import { fullName } from '../../../ui/action.ts'
import { Dotted } from '../../../ui/Dotted.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import styles from './SessionGallery.module.css'

/** px from which there is room for words. */
const LEAST = 30

/** The line above the pictures of a job; empty room for the job that the header of the screen speaks of. */
export function SectionHeading({ job, height }: { job: JobView; height: number }) {
  const { number, request } = job
  if (height < LEAST) return <div style={{ height }} />
  return (
    <header className={styles.heading} style={{ height }}>
      <h3 title={request.prompt} translate="no">
        {job.title}
      </h3>
      <p>
        <Dotted
          parts={[
            say('generate.job', { number }),
            jobOutcome(job),
            !isOver(job) && holdWords(job),
            job.state === 'running' && <Eta job={job} />,
          ]}
        />
      </p>
      <div className={styles.tools}>
        {!isOver(job) && <Steering job={job} />}
        <Menu
          trigger={
            <IconButton label={say('generate.job.more', { number })} icon={<Ellipsis />} tooltip={false} />
          }
          entries={[
            {
              label: say('generate.job.use-settings'),
              run: () => takeRequest(request, say('generate.form.has-job', { number })),
            },
            {
              label: say('generate.job.use-settings-and-seed'),
              run: () =>
                takeRequest(
                  { ...request, seed: job.seed, subseed: job.subseed },
                  say('generate.form.has-job-and-seed', { number }),
                ),
            },
          ]}
        />
      </div>
    </header>
  )
}

/** Pause or resume, where the header of the screen speaks of another job. */
function Steering({ job }: { readonly job: JobView }) {
  const shown = useShownJob()
  if (shown?.id === job.id) return null
  const subject = jobSubject(job)
  const pausing = subject.paused ? resumeJob : pauseJob
  return (
    <IconButton
      label={fullName(pausing, subject)}
      icon={<pausing.icon />}
      onClick={() => pausing.run(subject)}
    />
  )
}
