import type { WorkerTally } from '../../../shared/job.ts'
import { usePanel } from '../../state/panel-store.ts'
import { shortSeconds } from '../../ui/format-duration.ts'
import { StatusDot } from '../../ui/StatusDot.tsx'
import { tint } from '../../ui/worker-colour.ts'
import { offBy } from '../workers/details/job-numbers.ts'
import styles from './TallyTable.module.css'
import { totalOf } from './tally-numbers.ts'

/** Who did what in a job: pictures, time, how that was predicted, time without work, failures with their reason. */
export function TallyTable({ tallies }: { tallies: readonly WorkerTally[] }) {
  if (tallies.length === 0) return <p className={styles.none}>No machine took part.</p>
  const total = totalOf(tallies)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Machine</th>
          <th scope="col">Images</th>
          <th scope="col">Worked</th>
          <th scope="col">Predicted</th>
          <th scope="col">Off by</th>
          <th scope="col">Idle</th>
          <th scope="col">Failures</th>
        </tr>
      </thead>
      <tbody>
        {tallies.map((tally) => (
          <Row key={tally.workerId} tally={tally} />
        ))}
      </tbody>
      {tallies.length > 1 && (
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td>
              <Images images={total.images} bonus={total.bonus} />
            </td>
            <td>{shortSeconds(total.busySeconds)}</td>
            <td>{shortSeconds(total.predictedSeconds)}</td>
            <td>{offBy(total.busySeconds, total.predictedSeconds)}</td>
            <td>{shortSeconds(total.idleSeconds)}</td>
            <td>{total.failures === 0 ? '–' : total.failures}</td>
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function Row({ tally }: { tally: WorkerTally }) {
  const { workerId, name, images, bonus, busySeconds, predictedSeconds, idleSeconds, failures, lastProblem } =
    tally
  const colour = usePanel((state) => state.workersById[workerId]?.config.colour)
  return (
    <>
      <tr style={tint(colour)}>
        <th scope="row">
          <span className={styles.name}>
            <StatusDot tone="worker" />
            {name}
          </span>
        </th>
        <td>
          <Images images={images} bonus={bonus} />
        </td>
        <td>{shortSeconds(busySeconds)}</td>
        <td>{predictedSeconds > 0 ? shortSeconds(predictedSeconds) : '–'}</td>
        <td>{offBy(busySeconds, predictedSeconds)}</td>
        <td>{shortSeconds(idleSeconds)}</td>
        <td className={failures > 0 ? styles.failed : undefined}>{failures === 0 ? '–' : failures}</td>
      </tr>
      {lastProblem && (
        <tr className={styles.problem}>
          <td colSpan={7}>
            {lastProblem.message} {lastProblem.remedy}
          </td>
        </tr>
      )}
    </>
  )
}

function Images({ images, bonus }: { images: number; bonus: number }) {
  return (
    <>
      {images}
      {bonus > 0 && <span className={styles.bonus}> + {bonus} bonus</span>}
    </>
  )
}
