import type { Plan, PlanShare } from '../../../../shared/plan.ts'
import { clock } from '../../../../shared/words/format-duration.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Popover } from '../../../ui/Popover.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import { PlanDetails } from './PlanDetails.tsx'
import styles from './PlanLegend.module.css'
import { leftOutWords, noteWords, shareWords, unmeasuredWords } from './plan-segments.ts'

/** How many workers are named under the bar; the rest are counted and listed on a click. */
const NAMED = 3

/** Who makes how many and when it is done; a click shows the plan worker by worker. */
export function PlanLegend({ plan }: { plan: Plan }) {
  const named = plan.shares.length <= NAMED ? plan.shares : plan.shares.slice(0, NAMED - 1)
  const more = plan.shares.length - named.length
  const spread = plan.spreadSeconds
  const notes = [unmeasuredWords(plan), leftOutWords(plan), noteWords(plan)].filter((words) => words !== null)
  return (
    <div className={styles.legend}>
      <Popover
        label="The plan worker by worker"
        side="top"
        trigger={
          <button type="button" className={styles.shares} title="The plan worker by worker">
            {named.map((share) => (
              <LegendEntry key={share.workerId} share={share} />
            ))}
            {more > 0 && <span className={styles.more}>+ {more} more</span>}
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
        {spread !== null && spread >= 0.5 && (
          <span className={styles.spread} title={`give or take ${clock(spread)}`}>
            {notes.length > 0 ? '±' : 'give or take'} {clock(spread)}
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
      <span className={styles.name}>{share.name}</span> {shareWords(share)}
    </span>
  )
}
