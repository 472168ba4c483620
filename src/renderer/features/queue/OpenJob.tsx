import { pointerIntersection } from '@dnd-kit/collision'
import { useSortable } from '@dnd-kit/react/sortable'
import { Ellipsis, GripVertical } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { deadlineOf } from '../../../shared/generation.ts'
import type { JobId } from '../../../shared/ids.ts'
import type { JobView } from '../../../shared/job.ts'
import { comingTime } from '../../../shared/words/format-date.ts'
import { whole } from '../../../shared/words/format-number.ts'
import { say } from '../../../shared/words/say.ts'
import { Eta } from '../../jobs/Eta.tsx'
import { cancelJob, jobSubject, pauseJob, resumeJob } from '../../jobs/job-actions.ts'
import { jobCounts, ofWords } from '../../jobs/job-words.ts'
import { PriorityChip } from '../../jobs/PriorityChip.tsx'
import { fleetNow } from '../../state/fleet-clock.ts'
import { openJob, useQueue } from '../../state/queue-ui.ts'
import { useJob } from '../../state/selectors.ts'
import { fullName, menuEntries } from '../../ui/action.ts'
import { Chip } from '../../ui/Chip.tsx'
import { cx } from '../../ui/class-names.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { ContextualMenu, Menu, type MenuEntry } from '../../ui/Menu.tsx'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { JOB_TONES, jobStateWords } from '../../ui/state-words.ts'
import styles from './JobCard.module.css'
import { JobFacts } from './JobFacts.tsx'
import { JobPictures } from './JobPictures.tsx'
import { JobProgress } from './JobProgress.tsx'
import { useDestinations } from './order/use-destinations.ts'
import { problemAction } from './problem-action.ts'
import { LISTED_OPEN_JOB } from './queue-actions.ts'
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
  const entries = menuEntries(LISTED_OPEN_JOB, { ...jobSubject(job), destinations })
  return (
    <ContextualMenu entries={entries} disabled={isDragSource}>
      <li
        ref={ref}
        className={cx(styles.card, isDragSource && styles.lifted)}
        data-job={id}
        data-opened={opened || undefined}
      >
        <button
          ref={handleRef}
          type="button"
          className={styles.grip}
          aria-label={say('queue.grip', { number: job.number })}
          aria-roledescription={say('panel.draggable')}
        >
          <GripVertical aria-hidden="true" />
        </button>
        <JobPictures id={id} count={job.stored + job.bonusStored} />
        <article className={styles.body} aria-label={say('generate.job.section', { number: job.number })}>
          <Face job={job} actions={<Actions job={job} entries={entries} />} />
        </article>
      </li>
    </ContextualMenu>
  )
})

function Actions({ job, entries }: { readonly job: JobView; readonly entries: readonly MenuEntry[] }) {
  const subject = jobSubject(job)
  const pausing = subject.paused ? resumeJob : pauseJob
  return (
    <div className={styles.actions}>
      <IconButton
        label={fullName(pausing, subject)}
        icon={<pausing.icon />}
        onClick={() => pausing.run(subject)}
      />
      <IconButton
        label={fullName(cancelJob, subject)}
        icon={<cancelJob.icon />}
        className={styles.cancel}
        onClick={() => cancelJob.run(subject)}
      />
      <Menu
        trigger={
          <IconButton
            label={say('generate.job.more', { number: job.number })}
            icon={<Ellipsis />}
            tooltip={false}
          />
        }
        entries={entries}
      />
    </div>
  )
}

/** Beside open details there is little room: a problem is told there without what helps, which the details say. */
function Face({ job, actions }: { readonly job: JobView; readonly actions?: ReactNode }) {
  const [words, tone] = [jobStateWords(job.state), JOB_TONES[job.state]]
  const { done } = jobCounts(job)
  const deadline = deadlineOf(job.request)
  const besideDetails = useQueue(({ opened }) => opened !== null)
  return (
    <>
      <div className={styles.head}>
        <button type="button" className={styles.name} data-name onClick={() => openJob(job.id)}>
          <span className={styles.title} title={job.request.prompt} translate="no">
            {job.title}
          </span>
        </button>
        <Chip>{say('generate.job', { number: job.number })}</Chip>
        <PriorityChip job={job} />
        <span className={styles.state}>
          <StatusDot tone={tone} />
          {words}
        </span>
        {actions}
      </div>
      {(job.stored + job.bonusStored > 0 || job.state === 'running') && <JobProgress job={job} />}
      <div className={styles.line}>
        <span>
          <b>{whole(done)}</b> {ofWords(job, fleetNow())}
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
          {deadline === null
            ? say('queue.left-over', { missing: job.requested - job.stored, requested: job.requested })
            : say('queue.left-over-until', { time: comingTime(deadline, fleetNow()) })}
        </p>
      )}
      {job.problem && (
        <ProblemNote
          problem={besideDetails ? { ...job.problem, remedy: null } : job.problem}
          level={job.state === 'storing-paused' ? 'error' : 'warning'}
          action={problemAction(job)}
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
      <JobPictures id={id} count={job.stored + job.bonusStored} />
      <div className={styles.body}>
        <Face job={job} />
      </div>
    </div>
  )
}
