import type { SettingDifference } from '../../../../shared/consistency.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { MachineName } from '../../../ui/MachineName.tsx'
import details from './PlanDetails.module.css'
import { ScrolledTable } from './ScrolledTable.tsx'
import styles from './UnlikeTables.module.css'

/** What machines make their pictures with that is not the same on all of them: each value with those that have it. */
export function UnlikeTables({ differences }: { differences: readonly SettingDifference[] }) {
  return (
    <ScrolledTable label={say('generate.plan.unlike')}>
      <p className={styles.explained}>{say('generate.plan.unlike.explained')}</p>
      {differences.map(({ what, key, values }) => (
        <table key={key} className={details.table}>
          <caption className={styles.caption}>{inWords(what)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('workers.compare.value')}</th>
              <th scope="col" className={details.why}>
                {say('workers.compare.machines')}
              </th>
            </tr>
          </thead>
          <tbody>
            {values.map(({ value, machines }) => (
              <tr key={value}>
                <th scope="row" translate="no">
                  {value}
                </th>
                <td className={details.why}>
                  <span className={styles.machines}>
                    {machines.map(({ workerId, name }) => (
                      <MachineName key={workerId} name={name} />
                    ))}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </ScrolledTable>
  )
}
