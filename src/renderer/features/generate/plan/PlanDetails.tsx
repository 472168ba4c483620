import type { Plan, PlanShare } from '../../../../shared/plan.ts'
import { clock } from '../../../../shared/words/format-duration.ts'
import { inWords } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import styles from './PlanDetails.module.css'
import { shareWords, unmeasuredFate } from './plan-segments.ts'

/** The plan as a table: shares, requests, finish times; then who is left out and why. */
export function PlanDetails({ plan }: { plan: Plan }) {
  return (
    <div className={styles.details}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Machine</th>
            <th scope="col">Images</th>
            <th scope="col">Requests of</th>
            <th scope="col">Done in</th>
          </tr>
        </thead>
        <tbody>
          {plan.shares.map((share) => (
            <ShareRow key={share.workerId} share={share} />
          ))}
        </tbody>
      </table>
      {plan.leftOut.length + plan.unmeasured.length + plan.notes.length > 0 && (
        <ul className={styles.reasons}>
          {plan.unmeasured.map(({ workerId, name }) => (
            <li key={workerId}>
              <b>{name}</b> {unmeasuredFate(plan)}
            </li>
          ))}
          {plan.notes.map(({ workerId, name, note }) => (
            <li key={workerId}>
              <b>{name}</b>: {inWords(note)}
            </li>
          ))}
          {plan.leftOut.map(({ workerId, name, reason }) => (
            <li key={workerId}>
              <b>{name}</b> is left out: {inWords(reason)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function ShareRow({ share }: { share: PlanShare }) {
  const colour = usePanel((state) => state.workersById[share.workerId]?.config.colour)
  return (
    <tr>
      <th scope="row" style={tint(colour)}>
        <StatusDot tone="worker" /> {share.name}
      </th>
      <td>
        {shareWords(share)}
        {share.steps !== null && ` at ${share.steps} steps`}
      </td>
      <td>{batchWords(share.batches)}</td>
      <td>{clock(share.finishSeconds)}</td>
    </tr>
  )
}

/** Equal neighbours together: [4, 4, 4, 2] -> "3 × 4, 2". */
function batchWords(batches: readonly number[]): string {
  const runs: { size: number; times: number }[] = []
  for (const size of batches) {
    const last = runs.at(-1)
    if (last?.size === size) last.times++
    else runs.push({ size, times: 1 })
  }
  return runs.map(({ size, times }) => (times === 1 ? String(size) : `${times} × ${size}`)).join(', ')
}
