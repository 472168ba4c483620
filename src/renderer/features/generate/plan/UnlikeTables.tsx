import type { SettingDifference } from '../../../../shared/consistency.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { ValuesByMachine } from '../../../offers/ValuesByMachine.tsx'
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
          <ValuesByMachine values={values} className={details.why} />
        </table>
      ))}
    </ScrolledTable>
  )
}
