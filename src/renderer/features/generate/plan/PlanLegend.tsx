import type { Plan, PlanShare } from '../../../../shared/plan.ts'
import { clock } from '../../../../shared/words/format-duration.ts'
import { say } from '../../../../shared/words/say.ts'
import { shownSpread } from '../../../jobs/job-words.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Popover } from '../../../ui/Popover.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import { PlanDetails } from './PlanDetails.tsx'
import styles from './PlanLegend.module.css'
import { namedShares } from './plan-segments.ts'
import { leftOutWords, noteWords, shareWords, unmeasuredWords } from './plan-words.ts'

/** Who makes how many and when it is done; a click shows the plan worker by worker. */
export function PlanLegend({ plan }: { plan: Plan }) {
  const { named, more } = namedShares(plan)
  const spread = shownSpread(plan.spreadSeconds)
  const notes = [unmeasuredWords(plan), leftOutWords(plan), noteWords(plan)].filter((words) => words !== null)
  return (
    <div className={styles.legend}>
      <Popover
        label={say('generate.plan.open')}
        side="top"
        trigger={
          <button type="button" className={styles.shares} title={say('generate.plan.open')}>
            {named.map((share) => (
              <LegendEntry key={share.workerId} share={share} />
            ))}
            {more > 0 && <span className={styles.more}>{say('generate.plan.more', { count: more })}</span>}
            <span className={styles.time}>
              {plan.makespanSeconds === null ? '' : `≈ ${clock(plan.makespanSeconds)}`}
            </span>
          </button>
        }
      >
        <PlanDetails plan={plan} />
      </Popover>
      <p className={styles.note}>
        <span>{notes.join(' · ')}</span>
        {spread !== null && (
          <span className={styles.spread} title={say('generate.give-or-take', { spread })}>
            {notes.length > 0 ? `± ${spread}` : say('generate.give-or-take', { spread })}
          </span>
        )}
      </p>
    </div>
  )
}

function LegendEntry({ share }: { share: PlanShare }) {
  const colour = usePanel((state) => state.workersById[share.workerId]?.config.colour)
  return (
    <span className={styles.entry} style={tint(colour)}>
      <StatusDot tone="worker" />
      <span className={styles.name} translate="no">
        {share.name}
      </span>{' '}
      {shareWords(share)}
    </span>
  )
}
