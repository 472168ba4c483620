import { LIMITS } from '../../../../shared/limits.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { blockedBecause } from '../../../state/plan-preview.ts'
import { NumberField } from '../../../ui/NumberField.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { GenerateButton } from './GenerateButton.tsx'
import { NoFleetNote } from './NoFleetNote.tsx'
import { PlanBar } from './PlanBar.tsx'
import styles from './PlanFooter.module.css'
import { PlanLegend } from './PlanLegend.tsx'
import { usePlanPreview } from './use-plan-preview.ts'

const modes = () =>
  [
    { value: 'exact', label: say('generate.mode.exact'), hint: say('generate.mode.exact.hint') },
    { value: 'bonus', label: say('generate.mode.bonus'), hint: say('generate.mode.bonus.hint') },
  ] as const

/** How many images, how they would be dealt out, and the button that starts it. */
export function PlanFooter({ errors }: { errors: FormErrors }) {
  const images = usePanel((state) => state.form.images)
  const mode = usePanel((state) => state.form.mode)
  const stepScaling = usePanel((state) => state.form.stepScaling)
  const noFleet = usePanel((state) => state.workerOrder.length === 0)
  const { plan, stale, problem } = usePlanPreview()
  const blocked = usePanel(blockedBecause)
  return (
    <div className={styles.footer}>
      <div className={styles.top}>
        <div className={styles.count}>
          <NumberField
            aria-label={say('generate.images')}
            aria-invalid={errors.images !== undefined || undefined}
            aria-describedby={errors.images === undefined ? undefined : 'images-error'}
            className={styles.number}
            // A click on Generate leaves the field: it must not start another number of images than was typed.
            onLeave="keep"
            value={images}
            onChange={(value) => editForm({ images: value })}
            {...LIMITS.images}
          />
          {say('generate.images.unit', { count: images })}
        </div>
        <Segmented
          label={say('generate.mode')}
          value={mode}
          onChange={(value) => editForm({ mode: value })}
          options={modes()}
        />
      </div>
      {errors.images !== undefined && (
        <p id="images-error" role="alert" className={styles.error}>
          {errors.images}
        </p>
      )}
      {mode === 'bonus' && (
        <div className={styles.option}>
          <span>{say('generate.step-scaling')}</span>
          <Switch
            aria-label={say('generate.step-scaling.switch')}
            checked={stepScaling}
            onChange={(on) => editForm({ stepScaling: on })}
          />
        </div>
      )}
      {noFleet ? (
        <NoFleetNote />
      ) : (
        <>
          <PlanBar plan={plan} stale={stale} />
          {problem && <ProblemNote problem={problem} />}
          {plan && <PlanLegend plan={plan} />}
        </>
      )}
      {blocked !== null && (
        <p id="generate-blocked" role="status" className={styles.error}>
          {inWords(blocked)}
        </p>
      )}
      <GenerateButton
        disabled={noFleet || blocked !== null}
        blockedBy={blocked === null ? undefined : 'generate-blocked'}
      />
    </div>
  )
}
