import type { JobView } from '../../../shared/job.ts'
import { ago } from '../../../shared/words/format-date.ts'
import { fleetNow } from '../../state/fleet-clock.ts'
import styles from './JobCard.module.css'

/** What was asked for, in short: "768 × 512 · 24 steps · dreamshaper_8 · 5 min ago" */
export function JobFacts({ job: { request, submittedAt } }: { job: JobView }) {
  return (
    <span className={styles.facts}>
      {[
        `${request.width} × ${request.height}`,
        `${request.steps} steps`,
        request.checkpoint,
        ago(submittedAt, fleetNow()),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  )
}
