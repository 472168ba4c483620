import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import type { JobView } from '../../../../shared/job.ts'
import { counted, whole } from '../../../../shared/words/format-number.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { Timeline } from '../../../jobs/timeline/Timeline.tsx'
import { NO_JOB_BATCHES } from '../../../state/batches.ts'
import { copyText } from '../../../state/copy-text.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import styles from './JobDetails.module.css'
import { leftOutBeside } from './left-out.ts'
import { type Fact, requestFacts } from './request-facts.ts'
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
      <section aria-label="Time">
        <h4 className={styles.heading}>Time</h4>
        <Facts facts={timeFacts(job)} />
      </section>
      <section aria-label="Machines">
        <h4 className={styles.heading}>Machines</h4>
        <div className={styles.wide}>
          <WorkerTable job={job} batches={batches} whole={batchesLeftOut === 0 && batches.length > 0} />
        </div>
        <LeftOut job={job} />
      </section>
      <section aria-label="Timeline">
        <h4 className={styles.heading}>Timeline</h4>
        {drawn ? <Timeline job={job} /> : <p className={styles.quiet}>No request was sent.</p>}
        {batchesLeftOut > 0 && (
          <p className={styles.quiet}>
            Its first {whole(batches.length)} requests; {counted(batchesLeftOut, 'later one')} not kept.
          </p>
        )}
      </section>
      <section aria-label="Asked for">
        <h4 className={styles.heading}>Asked for</h4>
        <Prompts job={job} />
        <Facts facts={requestFacts(job)} />
      </section>
    </>
  )
}

function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Prompts({ job: { request } }: { readonly job: JobView }) {
  return (
    <div className={styles.prompts}>
      <p>
        <IconButton
          label="Copy the prompt"
          icon={<Copy />}
          className={styles.copy}
          onClick={() => void copyText(request.prompt, say('panel.copied-prompt'))}
        />
        {request.prompt === '' ? <span className={styles.quiet}>no prompt</span> : request.prompt}
      </p>
      {request.negativePrompt !== '' && <p className={styles.quiet}>Negative: {request.negativePrompt}</p>}
    </div>
  )
}

/** Who had no part in it, and why. */
function LeftOut({ job }: { readonly job: JobView }) {
  const leftOut = leftOutBeside(job)
  if (leftOut.length === 0) return null
  return (
    <p className={styles.quiet}>
      Left out: {leftOut.map(({ name, reason }) => `${name} (${inWords(reason)})`).join(', ')}.
    </p>
  )
}
