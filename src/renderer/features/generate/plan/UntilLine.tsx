import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import { useFleetNow } from '../../../state/fleet-clock.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { cx } from '../../../ui/class-names.ts'
import { SwitchField } from '../../../ui/SwitchField.tsx'
import styles from './PlanFooter.module.css'
import { untilWords } from './plan-words.ts'

/** How many images it will likely be by when, and whether batches may end after that. */
export function UntilLine() {
  const runOver = usePanel((state) => state.form.runOver)
  return (
    <div className={styles.option}>
      <Likely />
      <SwitchField
        label={say('generate.run-over')}
        help={say('generate.run-over.hint')}
        checked={runOver}
        onChange={(on) => editForm({ runOver: on })}
      />
    </div>
  )
}

/** Nothing while no plan says it. */
function Likely() {
  const { plan, stale } = usePanel((state) => state.planPreview)
  const now = useFleetNow(10_000, true)
  const ends = plan?.deadline == null ? null : plan
  return (
    <span
      role="status"
      className={cx(styles.likely, stale && styles.stale, ends?.requested === 0 && styles.error)}
    >
      {ends && untilWords(ends, now)}
    </span>
  )
}
