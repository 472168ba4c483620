import type { JobView } from '../../../shared/job.ts'
import { ago } from '../../../shared/words/format-date.ts'
import { say } from '../../../shared/words/say.ts'
import { fleetNow } from '../../state/fleet-clock.ts'
import { Dotted } from '../../ui/Dotted.tsx'
import styles from './JobCard.module.css'

/** What was asked for, in short: "768 × 512 · 24 steps · dreamshaper_8 · 5 min ago" */
export function JobFacts({ job: { request, submittedAt } }: { job: JobView }) {
  return (
    <span className={styles.facts}>
      <Dotted
        parts={[
          `${request.width} × ${request.height}`,
          say('queue.steps', { count: request.steps }),
          request.checkpoint && <span translate="no">{request.checkpoint}</span>,
          ago(submittedAt, fleetNow()),
        ]}
      />
    </span>
  )
}
