import type { Plan } from '../../../../shared/plan.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { useFleetNow } from '../../../state/fleet-clock.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { cx } from '../../../ui/class-names.ts'
import { SwitchField } from '../../../ui/SwitchField.tsx'
import styles from './PlanFooter.module.css'
import { untilWords } from './plan-words.ts'

/** How many images it will likely be by when, and whether batches may end after that. `plan` null: not known yet. */
export function UntilLine({ plan, stale }: { plan: Plan | null; stale: boolean }) {
  const runOver = usePanel((state) => state.form.runOver)
  const now = useFleetNow(10_000, true)
  const words = plan === null ? null : untilWords(plan, now)
  return (
    <div className={styles.option}>
      <span
        role="status"
        className={cx(styles.likely, stale && styles.stale, plan?.requested === 0 && styles.error)}
      >
        {words}
      </span>
      <SwitchField
        label={say('generate.run-over')}
        help={say('generate.run-over.hint')}
        checked={runOver}
        onChange={(on) => editForm({ runOver: on })}
      />
    </div>
  )
}
