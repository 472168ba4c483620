import type { ReactNode } from 'react'
import type { Plan, PlanShare } from '../../../../shared/plan.ts'
import { clock } from '../../../../shared/words/format-duration.ts'
import { say } from '../../../../shared/words/say.ts'
import { shownSpread } from '../../../jobs/job-words.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { MachineName } from '../../../ui/MachineName.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import { StatusDot } from '../../../ui/StatusDot.tsx'
import { tint } from '../../../ui/worker-colour.ts'
import { LeftOutTable } from './LeftOutTable.tsx'
import { PlanDetails } from './PlanDetails.tsx'
import styles from './PlanLegend.module.css'
import { namedShares } from './plan-segments.ts'
import {
  leftOutWords,
  loadsWords,
  noteWords,
  shareWords,
  unlikeWords,
  unmeasuredWords,
} from './plan-words.ts'
import { UnlikeTables } from './UnlikeTables.tsx'

/** Who makes how many and when it is done; a click shows the plan worker by worker. */
export function PlanLegend({ plan }: { plan: Plan }) {
  const { named, more } = namedShares(plan)
  const spread = shownSpread(plan.spreadSeconds)
  const leftOut = leftOutWords(plan)
  const unlike = unlikeWords(plan)
  const notes = [
    unmeasuredWords(plan),
    leftOut && (
      <InShort key="left-out" label={say('generate.plan.left-out')} words={leftOut}>
        <LeftOutTable plan={plan} />
      </InShort>
    ),
    noteWords(plan),
    loadsWords(plan),
    unlike && (
      <InShort key="unlike" label={say('generate.plan.unlike')} words={unlike}>
        <UnlikeTables differences={plan.differences ?? []} />
      </InShort>
    ),
  ].filter((note) => note !== null)
  return (
    <div className={styles.legend}>
      {named.length > 0 && (
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
                {plan.makespanSeconds === null || plan.deadline != null
                  ? ''
                  : `≈ ${clock(plan.makespanSeconds)}`}
              </span>
            </button>
          }
        >
          <PlanDetails plan={plan} />
        </Popover>
      )}
      <p className={styles.note}>
        <span className={styles.notes}>
          {notes.map((note, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: five at most, in this order
            <span key={at}>{note}</span>
          ))}
        </span>
        {spread !== null && (
          <span className={styles.spread} title={say('generate.give-or-take', { spread })}>
            {notes.length > 0 ? `± ${spread}` : say('generate.give-or-take', { spread })}
          </span>
        )}
      </p>
    </div>
  )
}

/** What stands in the way of a plan, in short; a click shows all of it. */
function InShort({ label, words, children }: { label: string; words: string; children: ReactNode }) {
  return (
    <Popover
      label={label}
      side="top"
      trigger={
        <button type="button" className={styles.leftOut}>
          {words}
        </button>
      }
    >
      {children}
    </Popover>
  )
}

function LegendEntry({ share }: { share: PlanShare }) {
  const colour = usePanel((state) => state.workersById[share.workerId]?.config.colour)
  return (
    <span className={styles.entry} style={tint(colour)}>
      <StatusDot tone="worker" />
      <MachineName name={share.name} className={styles.name} />
      {shareWords(share)}
    </span>
  )
}
