import { ListTodo } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { JobView } from '../../../shared/job.ts'
import { goTo } from '../../state/navigation.ts'
import { usePanel } from '../../state/panel-store.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { counted } from '../../ui/format-number.ts'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { OpenJob } from './OpenJob.tsx'
import { OverJob } from './OverJob.tsx'
import styles from './QueueScreen.module.css'
import { type QueueGroups, queueGroups } from './queue-groups.ts'

/** The jobs of this session: at work, waiting, paused, done. */
export function QueueScreen() {
  const jobs = usePanel(useShallow((state) => state.jobOrder.flatMap((id) => state.jobsById[id] ?? [])))
  const groups = useMemo(() => queueGroups(jobs), [jobs])
  return (
    <div className={styles.screen}>
      <ScreenHeader title="Queue" summary={summaryOf(groups)} />
      <div className={styles.scroller}>
        {jobs.length === 0 ? (
          <EmptyState
            icon={<ListTodo />}
            title="No job since the start"
            text="Jobs run one after the other. Those that wait, and how the finished ones went, stand here."
            actions={
              <Button look="primary" onClick={() => goTo('generate')}>
                Generate something
              </Button>
            }
          />
        ) : (
          <div className={styles.groups}>
            <Group title="Now and next" jobs={groups.open} card={OpenJob} />
            <Group title="Paused" jobs={groups.paused} card={OpenJob} />
            <Group title="Done" jobs={groups.over} card={OverJob} />
          </div>
        )}
      </div>
    </div>
  )
}

interface GroupProps {
  readonly title: string
  readonly jobs: readonly JobView[]
  readonly card: (props: { readonly job: JobView }) => ReactNode
}

function Group({ title, jobs, card: Card }: GroupProps) {
  if (jobs.length === 0) return null
  return (
    <section>
      <h3 className={styles.heading}>
        {title} <span>{jobs.length}</span>
      </h3>
      <ul className={styles.jobs}>
        {jobs.map((job) => (
          <li key={job.id}>
            <Card job={job} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function summaryOf({ open, paused, over }: QueueGroups): string {
  const running = open.filter(({ state }) => state === 'running').length
  const parts = [
    running > 0 ? `${running} running` : null,
    open.length > running ? `${open.length - running} waiting` : null,
    paused.length > 0 ? `${paused.length} paused` : null,
    over.length > 0 ? `${counted(over.length, 'job')} done` : null,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}
