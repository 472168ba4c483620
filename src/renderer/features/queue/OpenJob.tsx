import { pointerIntersection } from '@dnd-kit/collision'
import { useSortable } from '@dnd-kit/react/sortable'
import { Ellipsis, GripVertical, Pause, Play, X } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { JobId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import { counted } from '../../../shared/words/format-number.ts'
import { Eta } from '../../jobs/Eta.tsx'
import { jobCounts } from '../../jobs/job-words.ts'
import { pause, resume } from '../../jobs/steer-job.ts'
import { useJob } from '../../state/selectors.ts'
import { cx } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ContextualMenu, Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { JOB_TONES, jobStateWords } from '../../ui/state-words.ts'
import styles from './JobCard.module.css'
import { JobFacts } from './JobFacts.tsx'
import { JobProgress } from './JobProgress.tsx'
import { askToCancel } from './job-actions.ts'
import { isPaused, openJobEntries } from './job-entries.tsx'
import { useDestinations } from './order/use-destinations.ts'
import { openJob, useQueue } from './queue-store.ts'
import { isLeftOver } from './queue-words.ts'

interface OpenJobProps {
  readonly id: JobId
  /** place in the queue, from 0 */
  readonly index: number
}

/** A job that is not over, in the list: lifted by its grip, opened by its name. */
export const OpenJob = memo(function OpenJob({ id, index }: OpenJobProps) {
  const { ref, handleRef, isDragSource } = useSortable({
    id,
    index,
    type: 'job',
    accept: 'job',
    collisionDetector: pointerIntersection,
  })
  const job = useJob(id)
  const opened = useQueue((state) => state.opened === id)
  const destinations = useDestinations(id)
  if (!job) return null
  const entries = openJobEntries(job, destinations)
  return (
    <ContextualMenu entries={entries} disabled={isDragSource}>
      <li
        ref={ref}
        className={cx(styles.card, isDragSource && styles.lifted)}
        data-job={id}
        data-opened={opened || undefined}
      >
        <button ref={handleRef} type="button" className={styles.grip} aria-label={`Move job ${job.number}`}>
          <GripVertical aria-hidden="true" />
        </button>
        <article className={styles.body} aria-label={`Job ${job.number}`}>
          <Face job={job} actions={<Actions job={job} entries={entries} />} />
        </article>
      </li>
    </ContextualMenu>
  )
})

function Actions({ job, entries }: { readonly job: JobView; readonly entries: readonly MenuEntry[] }) {
  const { id, number } = job
  return (
    <div className={styles.actions}>
      {isPaused(job) ? (
        <IconButton label={`Resume job ${number}`} icon={<Play />} onClick={() => void resume(id)} />
      ) : (
        <IconButton label={`Pause job ${number}`} icon={<Pause />} onClick={() => void pause(id)} />
      )}
      <IconButton
        label={`Cancel job ${number}`}
        icon={<X />}
        className={styles.cancel}
        onClick={() => askToCancel(id)}
      />
      <Menu
        trigger={<IconButton label={`More about job ${number}`} icon={<Ellipsis />} tooltip={false} />}
        entries={entries}
      />
    </div>
  )
}

function Face({ job, actions }: { readonly job: JobView; readonly actions?: ReactNode }) {
  const [words, tone] = [jobStateWords(job.state), JOB_TONES[job.state]]
  const { done, of } = jobCounts(job)
  return (
    <>
      <div className={styles.head}>
        <button type="button" className={styles.name} data-name onClick={() => openJob(job.id)}>
          <span className={styles.title} title={job.request.prompt}>
            {job.title}
          </span>
        </button>
        <span className={styles.chip}>job {job.number}</span>
        <span className={styles.state}>
          <StatusDot tone={tone} />
          {words}
        </span>
        {actions}
      </div>
      {(job.stored + job.bonusStored > 0 || job.state === 'running') && <JobProgress job={job} />}
      <div className={styles.line}>
        <span>
          <b>{done}</b> of {of} images
        </span>
        <span className={styles.stateBelow}>
          <StatusDot tone={tone} />
          {words}
        </span>
        {job.state === 'running' && <Eta job={job} />}
        <JobFacts job={job} />
      </div>
      {isLeftOver(job) && (
        <p className={styles.note}>
          Left from an earlier run: {counted(job.requested - job.stored, 'image')} of {job.requested} still
          missing. Resume makes them with the same seeds.
        </p>
      )}
      {job.problem && (
        <ProblemNote
          problem={job.problem}
          level={job.state === 'storing-paused' ? 'error' : 'warning'}
          action={
            job.state === 'storing-paused'
              ? { label: 'Try again', run: () => void resume(job.id) }
              : undefined
          }
        />
      )}
    </>
  )
}

/** The job in the air. */
export function LiftedJob({ id }: { readonly id: JobId }) {
  const job = useJob(id)
  if (!job) return null
  return (
    <div className={cx(styles.card, styles.inAir)} inert>
      <span className={styles.grip}>
        <GripVertical aria-hidden="true" />
      </span>
      <div className={styles.body}>
        <Face job={job} />
      </div>
    </div>
  )
}
