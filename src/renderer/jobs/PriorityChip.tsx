import type { JobView } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import styles from './PriorityChip.module.css'

/** "First" or "In the background"; nothing for a job like any other. */
export function PriorityChip({ job: { priority } }: { job: Pick<JobView, 'priority'> }) {
  if (priority === 'normal') return null
  return (
    <span className={styles.chip} data-priority={priority}>
      {say(`queue.priority.${priority}`)}
    </span>
  )
}
