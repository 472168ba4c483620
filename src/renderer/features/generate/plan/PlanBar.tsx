import type { Plan } from '../../../../shared/plan.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { cx } from '../../../ui/class-names.ts'
import { tint } from '../../../ui/worker-colour.ts'
import styles from './PlanBar.module.css'
import { type PlanSegment, planSegments } from './plan-segments.ts'
import { barWords } from './plan-words.ts'

/** The plan as a stacked bar: solid what was asked for, hatched the bonus. */
export function PlanBar({ plan, stale }: { plan: Plan | null; stale: boolean }) {
  const segments = plan ? planSegments(plan) : []
  return (
    <div role="img" aria-label={barWords(segments)} className={cx(styles.bar, stale && styles.stale)}>
      {segments.map((segment) => (
        <Segment key={`${segment.workerId}${segment.bonus ? '+' : ''}`} segment={segment} />
      ))}
    </div>
  )
}

function Segment({ segment }: { segment: PlanSegment }) {
  const colour = usePanel((state) => state.workersById[segment.workerId]?.config.colour)
  return (
    <span
      className={cx(styles.segment, segment.bonus && styles.bonus)}
      style={{ ...tint(colour), flexGrow: segment.images }}
    />
  )
}
