import type { Plan } from '../../../shared/plan.ts'
import type { Problem } from '../../../shared/problem.ts'
import { clock } from '../../../shared/words/format-duration.ts'
import { inWords, say } from '../../../shared/words/say.ts'
import { ProblemNote } from '../../ui/ProblemNote.tsx'
import styles from './UpscaleDialog.module.css'

interface UpscalePlanLinesProps {
  readonly plan: Plan | null
  readonly problem: Problem | null
}

/** Who makes how many, when that is done, who is left out and why. */
export function UpscalePlanLines({ plan, problem }: UpscalePlanLinesProps) {
  if (problem) return <ProblemNote problem={problem} />
  if (plan === null) return null
  const shares = plan.shares.map(({ name, images }) => say('upscale.share', { name, count: images }))
  return (
    <div className={styles.plan} role="status">
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
      {plan.blocked != null && <p className={styles.blocked}>{inWords(plan.blocked)}</p>}
    </div>
  )
}
