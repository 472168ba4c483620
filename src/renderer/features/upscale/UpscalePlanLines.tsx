import type { Plan } from '../../../shared/plan.ts'
import type { Problem } from '../../../shared/problem.ts'
import { clock } from '../../../shared/words/format-duration.ts'
import { inWords, say } from '../../../shared/words/say.ts'
import { cx } from '../../ui/class-names.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import edges from '../../ui/ScrollEdges.module.css'
import { useReachableScroll } from '../../ui/use-reachable-scroll.ts'
import { useScrollEdges } from '../../ui/use-scroll-edges.ts'
import styles from './UpscaleDialog.module.css'

interface UpscalePlanLinesProps {
  readonly plan: Plan | null
  readonly problem: Problem | null
  /** what is still to be chosen; null: nothing */
  readonly hint: string | null
}

/** Who makes how many, when that is done, who is left out and why. As high without a plan as with one. */
export function UpscalePlanLines({ plan, problem, hint }: UpscalePlanLinesProps) {
  const area = useReachableScroll<HTMLDivElement>()
  useScrollEdges(area)
  return (
    <div ref={area} className={cx(styles.plan, edges.edges)} role="status">
      {problem ? <ProblemNote problem={problem} /> : hint !== null ? <p>{hint}</p> : <Shares plan={plan} />}
    </div>
  )
}

function Shares({ plan }: { plan: Plan | null }) {
  if (plan === null) return null
  const shares = plan.shares.map(({ name, images }) => say('upscale.share', { name, count: images }))
  return (
    <>
      {plan.blocked != null && <p className={styles.blocked}>{inWords(plan.blocked)}</p>}
      {shares.length > 0 && (
        <p>
          {plan.makespanSeconds === null
            ? say('upscale.plan', { shares })
            : say('upscale.plan-in', { shares, time: clock(plan.makespanSeconds) })}
        </p>
      )}
      {plan.leftOut.map(({ workerId, name, reason }) => (
        <p key={workerId}>{say('upscale.left-out', { name, reason: inWords(reason) })}</p>
      ))}
    </>
  )
}
