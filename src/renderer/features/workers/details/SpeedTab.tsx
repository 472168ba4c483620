import { secondsText } from '../../../../shared/words/format-duration.ts'
import { percent, times } from '../../../../shared/words/format-number.ts'
import { speedParts, speedSpreadWords } from '../../../../shared/words/format-speed.ts'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import type { WorkerDetails } from '../../../../shared/worker-activity.ts'
import { useFleetNow } from '../../../state/fleet-clock.ts'
import type { Fact } from '../../../ui/FactRows.tsx'
import { measuredHint } from '../card/measured-hint.ts'
import { batchSpeeds } from './batch-speeds.ts'
import { FactList } from './FactList.tsx'
import { HistoryChart } from './HistoryChart.tsx'
import styles from './SpeedTab.module.css'

interface SpeedTabProps {
  readonly worker: WorkerView
  /** null: not read yet */
  readonly details: WorkerDetails | null
}

/** What was measured, what real jobs showed, and how both went over time. */
export function SpeedTab({ worker, details }: SpeedTabProps) {
  const { benchmark, learnedIpm } = worker
  const measured = benchmark && speedParts(benchmark.ipm)
  const learned = learnedIpm === null ? null : speedParts(learnedIpm)
  const hint = measuredHint(worker, useFleetNow(3_600_000, true))
  const speed = details?.speed
  return (
    <>
      <div className={styles.numbers}>
        <Figure
          label={say('workers.speed.measured')}
          value={measured?.value ?? '–'}
          unit={benchmark ? `${measured?.unit} ${speedSpreadWords(benchmark)}` : ''}
        />
        <Figure
          label={say('workers.speed.in-jobs')}
          value={learned?.value ?? '–'}
          unit={learned?.unit ?? ''}
        />
        {benchmark &&
          batchSpeeds(benchmark).map(({ count, ipm }) => <InBatches key={count} count={count} ipm={ipm} />)}
      </div>
      {hint && <p className={styles.hint}>{hint}</p>}
      <HistoryChart history={worker.history} />
      {speed && (
        <section>
          <h4 className={styles.heading}>{say('workers.speed.learned')}</h4>
          {speed.batches === 0 ? (
            <p className={styles.hint}>{say('workers.speed.nothing-learned')}</p>
          ) : (
            <FactList facts={speedFacts(speed)} />
          )}
        </section>
      )}
    </>
  )
}

function speedFacts({
  batches,
  overheadSeconds,
  loadSeconds,
  spread,
  gains,
}: WorkerDetails['speed']): Fact[] {
  return [
    { name: say('workers.speed.seen'), value: say('workers.speed.requests', { count: batches }) },
    {
      name: say('workers.speed.overhead'),
      value: say('workers.speed.a-request', { time: secondsText(overheadSeconds, 2) }),
    },
    {
      name: say('workers.speed.loading'),
      value: loadSeconds === null ? say('workers.not-seen-yet') : secondsText(loadSeconds, 1),
    },
    { name: say('workers.speed.spread'), value: `± ${percent(spread)}` },
    ...gains.map(({ batch, gain }) => ({
      name: say('workers.speed.batches-of', { count: batch }),
      value: say('workers.speed.as-fast', { times: times(gain) }),
    })),
  ]
}

function InBatches({ count, ipm }: { count: number; ipm: number }) {
  const { value, unit } = speedParts(ipm)
  return <Figure label={say('workers.speed.in-batches', { count })} value={value} unit={unit} />
}

function Figure({ label, value, unit }: { label: string; value: string; unit: string }) {
  return (
    <div className={styles.figure}>
      <p className={styles.value}>
        {value} <span>{unit}</span>
      </p>
      <p className={styles.label}>{label}</p>
    </div>
  )
}
