import { Ellipsis } from 'lucide-react'
import type { JobView } from '../../../../shared/job.ts'
import { replaceForm } from '../../../state/edit-form.ts'
import { isOver } from '../../../state/jobs.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { jobOutcome } from '../job/job-words.ts'
import styles from './SessionGallery.module.css'

/** The line above the pictures of a job. The job at work is headed by the header of the screen; its line is short. */
export function SectionHeading({ job, height }: { job: JobView; height: number }) {
  return (
    <header className={styles.heading} style={{ height }}>
      <h3>{isOver(job) ? job.title : `Job ${job.number}`}</h3>
      <p>{isOver(job) ? `job ${job.number} · ${jobOutcome(job)}` : jobOutcome(job)}</p>
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
