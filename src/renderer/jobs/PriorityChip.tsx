import type { JobView } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { Chip } from '../ui/Chip.tsx'

/** "First" or "In the background"; nothing for a job like any other. */
export function PriorityChip({ job: { priority } }: { job: Pick<JobView, 'priority'> }) {
  if (priority === 'normal') return null
  return <Chip strong={priority === 'first'}>{say(`queue.priority.${priority}`)}</Chip>
}
