import { CircleCheck, Scale } from 'lucide-react'
import type { Consistency, SettingDifference } from '../../../../shared/consistency.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { MachineNames, ValuesByMachine } from '../../../offers/ValuesByMachine.tsx'
import { useAsked } from '../../../state/asked.ts'
import { call } from '../../../state/call.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { SideSheet } from '../sheet/SideSheet.tsx'
import styles from './CompareSheet.module.css'

/** What the machines have otherwise of that which changes pictures. */
export function CompareSheet() {
  const offers = usePanel((state) => state.offers)
  const asked = useAsked('fleet', offers, () => call('compareSettings', {}))
  return (
    <SideSheet title={say('workers.compare')} subtitle={say('workers.compare.text')}>
      {asked.at === 'loading' && <p className={styles.note}>{say('workers.compare.reading')}</p>}
      {asked.at === 'failed' && (
        <ProblemNote problem={asked.problem} action={{ label: say('panel.try-again'), run: asked.again }} />
      )}
      {asked.at === 'ready' && <Found found={asked.answer} />}
    </SideSheet>
  )
}

function Found({ found: { compared, untold, differences, sameNoise } }: { found: Consistency }) {
  return (
    <div className={styles.found}>
      {differences.length > 0 ? (
        <>
          <p className={styles.note}>{say('workers.compare.count', { count: differences.length })}</p>
          <ul className={styles.differences}>
            {differences.map((difference) => (
              <Difference key={`${difference.kind} ${difference.key}`} difference={difference} />
            ))}
          </ul>
        </>
      ) : compared.length > 1 ? (
        <EmptyState
          icon={<CircleCheck aria-hidden="true" />}
          title={say('workers.compare.same')}
          text={say('workers.compare.same.text', { count: compared.length })}
        />
      ) : (
        <EmptyState
          icon={<Scale aria-hidden="true" />}
          title={say('workers.compare.too-few')}
          text={say('workers.compare.too-few.text')}
        />
      )}
      {sameNoise === false && compared.length > 1 && (
        <p className={styles.hint}>{say('workers.compare.noise')}</p>
      )}
      {untold.length > 0 && (
        <p className={styles.note}>
          {say('workers.compare.untold')} <MachineNames machines={untold} />
        </p>
      )}
    </div>
  )
}

function Difference({ difference: { what, values } }: { difference: SettingDifference }) {
  return (
    <li className={styles.difference}>
      <table className={styles.table}>
        <caption>{inWords(what)}</caption>
        <ValuesByMachine values={values} />
      </table>
    </li>
  )
}
