import type { JobView } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { Chip } from '../ui/Chip.tsx'
import { PRIORITY_ICONS } from './priority-icons.ts'

/** "First" or "Background", with the icon it has in menus; nothing for a job like any other. */
export function PriorityChip({ job: { priority } }: { job: Pick<JobView, 'priority'> }) {
  if (priority === 'normal') return null
  const Icon = PRIORITY_ICONS[priority]
  return (
    <Chip strong={priority === 'first'} icon={<Icon />}>
      {say(`queue.priority.${priority}`)}
    </Chip>
  )
}
