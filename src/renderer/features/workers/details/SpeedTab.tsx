import { secondsText } from '../../../../shared/words/format-duration.ts'
import { counted, percent, times } from '../../../../shared/words/format-number.ts'
import { speedParts, speedSpreadWords } from '../../../../shared/words/format-speed.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import type { WorkerDetails } from '../../../../shared/worker-activity.ts'
import { useFleetNow } from '../../../state/fleet-clock.ts'
import { measuredHint } from '../card/measured-hint.ts'
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
          label="measured"
          value={measured?.value ?? '–'}
          unit={benchmark ? `${measured?.unit} ${speedSpreadWords(benchmark)}` : ''}
        />
        <Figure label="in real jobs" value={learned?.value ?? '–'} unit={learned?.unit ?? ''} />
      </div>
      {hint && <p className={styles.hint}>{hint}.</p>}
      <HistoryChart history={worker.history} />
      {speed && (
        <section>
          <h4 className={styles.heading}>Learned from real jobs</h4>
          {speed.batches === 0 ? (
            <p className={styles.hint}>Nothing yet: it has not taken part in a job since it was added.</p>
          ) : (
            <FactList
              facts={[
                ['Seen', counted(speed.batches, 'request')],
                ['Before the first step', `${secondsText(speed.overheadSeconds, 2)} a request`],
                [
                  'Loading a checkpoint',
                  speed.loadSeconds === null ? 'not seen yet' : secondsText(speed.loadSeconds, 1),
                ],
                ['Predictions are off by', `± ${percent(speed.spread)}`],
                ...speed.gains.map(
                  ({ batch, gain }) => [`Batches of ${batch}`, `${times(gain)} as fast an image`] as const,
                ),
              ]}
            />
          )}
        </section>
      )}
    </>
  )
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
