import type { Plan } from '../../../../shared/plan.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { MachineName } from '../../../ui/MachineName.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import styles from './PlanDetails.module.css'
import { ScrolledTable } from './ScrolledTable.tsx'

/** Every machine that is left out of a plan, and why. */
export function LeftOutTable({ plan }: { plan: Plan }) {
  return (
    <ScrolledTable label={say('generate.plan.left-out')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say('generate.plan.left-out')}</th>
            <th scope="col" className={styles.why}>
              {say('generate.plan.why')}
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.leftOut.map((each) => (
            <LeftOutRow key={each.workerId} {...each} />
          ))}
        </tbody>
      </table>
    </ScrolledTable>
  )
}

function LeftOutRow({ workerId, name, reason }: Plan['leftOut'][number]) {
  const colour = usePanel((state) => state.workersById[workerId]?.config.colour)
  return (
    <tr>
      <th scope="row" style={tint(colour)}>
        <StatusDot tone="worker" /> <MachineName name={name} className={styles.name} />
      </th>
      <td className={styles.why}>{inWords(reason)}</td>
    </tr>
  )
}
