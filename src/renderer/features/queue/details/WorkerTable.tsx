import type { BatchView, JobView, WorkerTally } from '../../../../shared/job.ts'
import { offBy, shortSeconds } from '../../../../shared/words/format-duration.ts'
import { whole } from '../../../../shared/words/format-number.ts'
import { speedParts } from '../../../../shared/words/format-speed.ts'
import { say } from '../../../../shared/words/say.ts'
import { useFleetNow } from '../../../state/fleet-clock.ts'
import { isOver } from '../../../state/jobs.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { MachineName } from '../../../ui/MachineName.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import styles from './WorkerTable.module.css'
import { figuresOf, totalFigures, type WorkerFigures } from './worker-figures.ts'
import { workerTrouble } from './worker-trouble.ts'

interface WorkerTableProps {
  readonly job: JobView
  /** every request of the job, forecast ones too */
  readonly batches: readonly BatchView[]
  /** false: some requests are not among them */
  readonly whole: boolean
}

/** Who did what in a job: pictures, time, the speed reached and forecast, time without work, trouble with its next step. */
export function WorkerTable({ job, batches, whole: complete }: WorkerTableProps) {
  const over = isOver(job)
  const now = useFleetNow(1000, job.state === 'running')
  if (job.tallies.length === 0)
    return <p className={styles.none}>{say(over ? 'queue.table.nobody' : 'queue.table.nobody-yet')}</p>
  const until = endOf(job, now)
  const ofWorker = Map.groupBy(batches, ({ workerId }) => workerId)
  const rows = job.tallies.map((tally) => {
    const own = ofWorker.get(tally.workerId) ?? []
    return { tally, own, figures: figuresOf(tally, own, { from: job.startedAt, until, whole: complete }) }
  })
  const total = totalFigures(rows.map(({ figures }) => figures))
  const sum = (pick: (tally: WorkerTally) => number) => job.tallies.reduce((all, each) => all + pick(each), 0)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{say('queue.table.machine')}</th>
          <th scope="col">{say('queue.table.images')}</th>
          <th scope="col">{say('queue.table.worked')}</th>
          <th scope="col" title={say('queue.table.off-by.hint')}>
            {say('queue.table.off-by')}
          </th>
          <th scope="col" title={say('queue.table.speed.hint')}>
            {say('queue.table.speed')}
          </th>
          <th scope="col" title={say('queue.table.forecast.hint')}>
            {say('queue.table.forecast')}
          </th>
          <th scope="col" title={say('queue.table.idle.hint')}>
            {say('queue.table.idle')}
          </th>
        </tr>
      </thead>
      {rows.map(({ tally, own, figures }) => (
        <Row key={tally.workerId} tally={tally} figures={figures} batches={own} />
      ))}
      {rows.length > 1 && (
        <tfoot>
          <tr>
            <th scope="row">{say('queue.table.all')}</th>
            <Numbers
              figures={total}
              images={sum(({ images }) => images)}
              bonus={sum(({ bonus }) => bonus)}
              off={offBy(
                sum(({ busySeconds }) => busySeconds),
                sum(({ predictedSeconds }) => predictedSeconds),
              )}
            />
          </tr>
        </tfoot>
      )}
    </table>
  )
}

/** Until when the job ran, epoch ms. Bonus images may come after that. */
function endOf({ startedAt, finishedAt, makespanSeconds }: JobView, now: number): number {
  if (finishedAt === null) return now
  return startedAt !== null && makespanSeconds !== null ? startedAt + makespanSeconds * 1000 : finishedAt
}

interface RowProps {
  readonly tally: WorkerTally
  readonly figures: WorkerFigures
  readonly batches: readonly BatchView[]
}

function Row({ tally, figures, batches }: RowProps) {
  const { workerId, name, images, bonus } = tally
  const colour = usePanel((state) => state.workersById[workerId]?.config.colour)
  return (
    <tbody>
      <tr style={tint(colour)}>
        <th scope="row">
          <span className={styles.name}>
            <StatusDot tone="worker" />
            <MachineName name={name} />
          </span>
        </th>
        <Numbers
          figures={figures}
          images={images}
          bonus={bonus}
          off={offBy(tally.busySeconds, tally.predictedSeconds)}
        />
      </tr>
      <Trouble tally={tally} figures={figures} batches={batches} />
    </tbody>
  )
}

interface NumbersProps {
  readonly figures: WorkerFigures
  readonly images: number
  readonly bonus: number
  /** of its requests together, from their forecasts */
  readonly off: string
}

function Numbers({ figures, images, bonus, off }: NumbersProps) {
  return (
    <>
      <td>
        {whole(images)}
        {bonus > 0 && <span className={styles.bonus}> {say('queue.table.bonus', { count: bonus })}</span>}
      </td>
      <td>{shortSeconds(figures.busySeconds)}</td>
      <td>{figures.made > 0 ? off : '–'}</td>
      <td>{columnSpeed(figures.ipm)}</td>
      <td>{columnSpeed(figures.forecastIpm)}</td>
      <td>{shortSeconds(figures.idleSeconds)}</td>
    </>
  )
}

/** The column is of images per minute; only another unit is named. */
function columnSpeed(ipm: number | null): string {
  if (ipm === null) return '–'
  const { value, unit, counts } = speedParts(ipm)
  return counts === 'ipm' ? value : `${value} ${unit}`
}

/** What went wrong on a machine, what became of it, and what to do. */
function Trouble({ tally, figures, batches }: RowProps) {
  const trouble = workerTrouble(tally, figures.lostSeconds, batches)
  if (trouble === null) return null
  const { summary, reasons, remedy } = trouble
  return (
    <tr className={styles.problem}>
      <td colSpan={7}>
        {summary !== null && <p className={styles.summary}>{summary}</p>}
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {remedy !== null && <p>{remedy}</p>}
      </td>
    </tr>
  )
}
