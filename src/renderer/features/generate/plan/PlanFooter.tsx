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
import { EndTimeField } from './EndTimeField.tsx'
import { inMode } from './end-time-entry.ts'
import { GenerateButton } from './GenerateButton.tsx'
import { NoFleetNote } from './NoFleetNote.tsx'
import { PlanBar } from './PlanBar.tsx'
import styles from './PlanFooter.module.css'
import { PlanLegend } from './PlanLegend.tsx'
import { runWords } from './run-words.ts'
import { UntilLine } from './UntilLine.tsx'
import { usePlanPreview } from './use-plan-preview.ts'

const modes = () =>
  [
    { value: 'exact', label: say('generate.mode.exact'), hint: say('generate.mode.exact.hint') },
    { value: 'bonus', label: say('generate.mode.bonus'), hint: say('generate.mode.bonus.hint') },
    { value: 'until', label: say('generate.mode.until'), hint: say('generate.mode.until.hint') },
  ] as const

/** How many images, how they would be dealt out, and the button that starts it. */
export function PlanFooter({ errors }: { errors: FormErrors }) {
  const images = usePanel((state) => state.form.images)
  const mode = usePanel((state) => state.form.mode)
  const until = usePanel((state) => state.form.until)
  const stepScaling = usePanel((state) => state.form.stepScaling)
  const noFleet = usePanel((state) => state.workerOrder.length === 0)
  const { plan, stale, problem } = usePlanPreview()
  const blocked = usePanel(blockedBecause)
  const runs = usePanel(({ form }) => runWords(form))
  const wrongTime = Object.keys(errors).some((field) => field.startsWith('until'))
  return (
    <div className={styles.footer}>
      <div className={styles.top}>
        {mode === 'until' ? (
          <EndTimeField
            className={styles.endTime}
            value={until}
            onChange={(value) => editForm({ until: value })}
            error={wrongTime ? 'until-error' : undefined}
          />
        ) : (
          <ImageCount images={images} error={errors.images} />
        )}
        <Segmented
          className={styles.modes}
          label={say('generate.mode')}
          value={mode}
          onChange={(value) => editForm(inMode({ images, until }, value))}
          options={modes()}
        />
      </div>
      {mode !== 'until' && errors.images !== undefined && (
        <p id="images-error" role="alert" className={styles.error}>
          {errors.images}
        </p>
      )}
      {mode === 'until' && wrongTime && (
        <p id="until-error" role="alert" className={styles.error}>
          {say('generate.until.wrong')}
        </p>
      )}
      {runs !== null && <p className={styles.runs}>{runs}</p>}
      {mode === 'until' && <UntilLine plan={plan?.deadline == null ? null : plan} stale={stale} />}
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
          {problem && (
            <ProblemNote
              problem={problem}
              action={
                problem.field === 'mode'
                  ? { label: say('start.runs.make-exact'), run: () => editForm({ mode: 'exact' }) }
                  : undefined
              }
            />
          )}
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

function ImageCount({ images, error }: { images: number; error: string | undefined }) {
  return (
    <div className={styles.count}>
      <NumberField
        aria-label={say('generate.images')}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : 'images-error'}
        className={styles.number}
        // A click on Generate leaves the field: it must not start another number of images than was typed.
        onLeave="keep"
        value={images}
        onChange={(value) => editForm({ images: value })}
        {...LIMITS.images}
      />
      {say('generate.images.unit', { count: images })}
    </div>
  )
}
