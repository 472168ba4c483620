import { Ellipsis } from 'lucide-react'
import type { JobView } from '../../../../shared/job.ts'
import { jobOutcome } from '../../../jobs/job-words.ts'
import { replaceForm } from '../../../state/edit-form.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import styles from './SessionGallery.module.css'

/** px from which there is room for words. */
const LEAST = 30

/** The line above the pictures of a job; empty room for the job that the header of the screen speaks of. */
export function SectionHeading({ job, height }: { job: JobView; height: number }) {
  if (height < LEAST) return <div style={{ height }} />
  return (
    <header className={styles.heading} style={{ height }}>
      <h3>{job.title}</h3>
      <p>
        job {job.number} · {jobOutcome(job)}
      </p>
      <div className={styles.tools}>
        <Menu
          trigger={<IconButton label={`More about job ${job.number}`} icon={<Ellipsis />} tooltip={false} />}
          entries={[
            {
              label: 'Use these settings',
              run: () => replaceForm(job.request, `The form has the settings of job ${job.number}`),
            },
            {
              label: 'Use these settings and this seed',
              run: () =>
                replaceForm(
                  { ...job.request, seed: job.seed, subseed: job.subseed },
                  `The form has the settings and the seed of job ${job.number}`,
                ),
            },
          ]}
        />
      </div>
    </header>
  )
}
