import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { isEndless } from '../../../../shared/end-time.ts'
import { deadlineOf } from '../../../../shared/generation.ts'
import type { JobView } from '../../../../shared/job.ts'
import { comingTime } from '../../../../shared/words/format-date.ts'
import { clock } from '../../../../shared/words/format-duration.ts'
import { say } from '../../../../shared/words/say.ts'
import { PriorityChip } from '../../../jobs/PriorityChip.tsx'
import { useFleetNow } from '../../../state/fleet-clock.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { showInQueue } from '../../../state/queue-ui.ts'
import { jobStateWords } from '../../../ui/state-words.ts'
import { waitingJobs } from './session-jobs.ts'
import styles from './WaitingJobs.module.css'

/** Lines that are shown at most; the queue has all of them. */
const MOST_LINES = 50

/** The jobs that wait, in one line that opens to one line for each; nothing where none does. */
export function WaitingJobs() {
  const jobs = usePanel(useShallow(waitingJobs))
  const [open, setOpen] = useState(false)
  if (jobs.length === 0) return null
  const images = jobs.reduce((sum, { requested }) => sum + requested, 0)
  return (
    <section className={styles.waiting} aria-label={say('generate.waiting')}>
      <button type="button" className={styles.summary} aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronRight aria-hidden="true" />
        {say('generate.waiting.count', { count: jobs.length, images })}
      </button>
      {open && <Lines jobs={jobs.slice(0, MOST_LINES)} />}
    </section>
  )
}

/** One clock for all lines: it ticks while any of them counts down. */
function Lines({ jobs }: { readonly jobs: readonly JobView[] }) {
  const now = useFleetNow(
    1000,
    jobs.some(({ expectedStartAt }) => expectedStartAt != null),
  )
  return (
    <ul className={styles.jobs}>
      {jobs.map((job) => (
        <WaitingJob key={job.id} job={job} now={now} />
      ))}
    </ul>
  )
}

function WaitingJob({ job, now }: { readonly job: JobView; readonly now: number }) {
  const { expectedStartAt } = job
  return (
    <li>
      <button
        type="button"
        className={styles.name}
        title={job.request.prompt}
        onClick={() => showInQueue(job.id)}
        translate="no"
      >
        {job.title}
      </button>
      <span className={styles.number}>{say('generate.job', { number: job.number })}</span>
      <span>{asked(job, now)}</span>
      <PriorityChip job={job} />
      <span className={styles.start}>
        {expectedStartAt == null
          ? jobStateWords(job.state)
          : say('generate.waiting.starts-in', { time: clock(Math.max(0, expectedStartAt - now) / 1000) })}
      </span>
    </li>
  )
}

function asked({ request, requested: images }: JobView, now: number): string {
  const deadline = deadlineOf(request)
  if (deadline !== null && isEndless(deadline)) return say('generate.waiting.endless')
  return deadline === null
    ? say('generate.waiting.images', { images })
    : say('generate.waiting.until', { time: comingTime(deadline, now) })
}
