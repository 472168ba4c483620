import { Copy } from 'lucide-react'
import { type ReactNode, useId, useMemo } from 'react'
import type { JobView } from '../../../../shared/job.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { Timeline } from '../../../jobs/timeline/Timeline.tsx'
import { NO_JOB_BATCHES } from '../../../state/batches.ts'
import { copyText } from '../../../state/copy-text.ts'
import { isOver } from '../../../state/jobs.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { type Fact, FactRows } from '../../../ui/FactRows.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import styles from './JobDetails.module.css'
import { leftOutBeside } from './left-out.ts'
import { requestFacts } from './request-facts.ts'
import { timeFacts } from './time-facts.ts'
import { WorkerTable } from './WorkerTable.tsx'

interface JobReportProps {
  readonly job: JobView
  /** requests that the history did not keep */
  readonly batchesLeftOut: number
}

/** What came of a job so far: times, machines, timeline; and what was asked for. */
export function JobReport({ job, batchesLeftOut }: JobReportProps) {
  const ofJob = usePanel((state) => state.batchesByJob[job.id] ?? NO_JOB_BATCHES)
  const batches = useMemo(() => Object.values(ofJob.sent), [ofJob.sent])
  const drawn = batches.length > 0 || ofJob.forecast.length > 0
  return (
    <>
      <Section title={say('queue.details.time')}>
        <Facts facts={timeFacts(job)} />
      </Section>
      <Section title={say('queue.details.machines')}>
        <div className={styles.wide}>
          <WorkerTable job={job} batches={batches} whole={batchesLeftOut === 0 && batches.length > 0} />
        </div>
        <LeftOut job={job} />
      </Section>
      <Section title={say('queue.details.timeline')}>
        {drawn ? <Timeline job={job} /> : <p className={styles.quiet}>{say('queue.details.nothing-sent')}</p>}
        {batchesLeftOut > 0 && (
          <p className={styles.quiet}>
            {say('queue.details.requests-kept', { kept: batches.length, left: batchesLeftOut })}
          </p>
        )}
      </Section>
      <Section title={say('queue.details.asked-for')}>
        <Prompts job={job} />
        <Facts facts={requestFacts(job)} />
      </Section>
    </>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h4 id={id} className={styles.heading}>
        {title}
      </h4>
      {children}
    </section>
  )
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      <FactRows facts={facts} />
    </dl>
  )
}

function Prompts({ job: { request } }: { readonly job: JobView }) {
  const { prompt, negativePrompt } = request
  return (
    <div className={styles.prompts}>
      <p>
        <IconButton
          label={say('queue.copy-prompt')}
          icon={<Copy />}
          className={styles.copy}
          onClick={() => void copyText(prompt, say('panel.copied-prompt'))}
        />
        {prompt === '' ? (
          <span className={styles.quiet}>{say('queue.details.no-prompt')}</span>
        ) : (
          <span translate="no">{prompt}</span>
        )}
      </p>
      {negativePrompt !== '' && (
        <p className={styles.quiet}>{say('queue.details.negative', { prompt: negativePrompt })}</p>
      )}
    </div>
  )
}

/** Who had no part in it, and why. */
function LeftOut({ job }: { readonly job: JobView }) {
  const leftOut = leftOutBeside(job)
  if (leftOut.length === 0) return null
  const time = isOver(job) ? 'past' : 'now'
  return (
    <ul className={styles.quiet} aria-label={say('queue.details.left-out')}>
      {leftOut.map(({ workerId, name, reason }) => (
        <li key={workerId}>{say('queue.details.left-out-one', { name, reason: inWords(reason, time) })}</li>
      ))}
    </ul>
  )
}
