import type { Plan, PlanShare } from '../../../../shared/plan.ts'
import { clock } from '../../../../shared/words/format-duration.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { MachineName } from '../../../ui/MachineName.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import styles from './PlanDetails.module.css'
import { requestSizes, shareLoads, shareWithSteps, unmeasuredFate } from './plan-words.ts'
import { ScrolledTable } from './ScrolledTable.tsx'

/** The plan as a table: shares, requests, finish times; then who is left out and why. */
export function PlanDetails({ plan }: { plan: Plan }) {
  const loading = plan.shares.flatMap((share) => {
    const words = shareLoads(share)
    return words === null ? [] : [{ ...share, words }]
  })
  return (
    <ScrolledTable label={say('generate.plan.open')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say('generate.plan.machine')}</th>
            <th scope="col">{say('generate.plan.images')}</th>
            <th scope="col" title={say('generate.plan.requests.hint')}>
              {say('generate.plan.requests')}
            </th>
            <th scope="col">{say('generate.plan.done-in')}</th>
          </tr>
        </thead>
        <tbody>
          {plan.shares.map((share) => (
            <ShareRow key={share.workerId} share={share} />
          ))}
        </tbody>
      </table>
      {plan.leftOut.length + plan.unmeasured.length + plan.notes.length + loading.length > 0 && (
        <ul className={styles.reasons}>
          {loading.map(({ workerId, name, words }) => (
            <li key={workerId}>
              <b translate="no">{name}</b>: {words}
            </li>
          ))}
          {plan.unmeasured.map(({ workerId, name }) => (
            <li key={workerId}>
              <b translate="no">{name}</b>: {unmeasuredFate(plan)}
            </li>
          ))}
          {plan.notes.map(({ workerId, name, note }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a machine may have several
            <li key={`${workerId} ${at}`}>
              <b translate="no">{name}</b>: {inWords(note)}
            </li>
          ))}
          {plan.leftOut.map(({ workerId, name, reason }) => (
            <li key={workerId}>
              <b translate="no">{name}</b>: {say('generate.plan.row-left-out', { reason: inWords(reason) })}
            </li>
          ))}
        </ul>
      )}
    </ScrolledTable>
  )
}

function ShareRow({ share }: { share: PlanShare }) {
  const colour = usePanel((state) => state.workersById[share.workerId]?.config.colour)
  return (
    <tr>
      <th scope="row" style={tint(colour)}>
        <StatusDot tone="worker" /> <MachineName name={share.name} className={styles.name} />
      </th>
      <td>{shareWithSteps(share)}</td>
      <td>{requestSizes(share.batches)}</td>
      <td>{clock(share.finishSeconds)}</td>
    </tr>
  )
}
