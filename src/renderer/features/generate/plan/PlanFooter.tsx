import type { PlanningMode } from '../../../../shared/generation.ts'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { remembered } from '../../../state/remembered.ts'
import { Help, useHelp } from '../../../ui/Help.tsx'
import { Helped } from '../../../ui/Helped.tsx'
import { NumberField } from '../../../ui/NumberField.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { SwitchField } from '../../../ui/SwitchField.tsx'
import { EndTimeField } from './EndTimeField.tsx'
import { inMode } from './end-time-entry.ts'
import styles from './PlanFooter.module.css'
import { PlanKeeper } from './PlanKeeper.ts'
import { PlanOutcome } from './PlanOutcome.tsx'
import { runWords } from './run-words.ts'
import { UntilLine } from './UntilLine.tsx'

const runsOf = remembered(runWords)

const MODES: readonly PlanningMode[] = ['exact', 'bonus', 'until']

/** How many images, how they would be dealt out, and the button that starts it. */
export function PlanFooter({ errors }: { errors: FormErrors }) {
  const images = usePanel((state) => state.form.images)
  const mode = usePanel((state) => state.form.mode)
  const until = usePanel((state) => state.form.until)
  const stepScaling = usePanel((state) => state.form.stepScaling)
  const runs = usePanel(({ form }) => runsOf(form))
  const wrongTime = Object.keys(errors).some((field) => field.startsWith('until'))
  return (
    <div className={styles.footer}>
      <PlanKeeper />
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
        <ModeChoice mode={mode} onChange={(value) => editForm(inMode({ images, until }, value))} />
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
      {mode === 'until' && <UntilLine />}
      {mode === 'bonus' && (
        <div className={styles.option}>
          <SwitchField
            label={say('generate.step-scaling')}
            help={say('help.step-scaling')}
            checked={stepScaling}
            onChange={(on) => editForm({ stepScaling: on })}
          />
        </div>
      )}
      <PlanOutcome />
    </div>
  )
}

function ModeChoice({ mode, onChange }: { mode: PlanningMode; onChange: (mode: PlanningMode) => void }) {
  return (
    <Helped help={say(`generate.mode.${mode}.hint`)}>
      {(described) => (
        <Segmented
          {...described}
          className={styles.modes}
          label={say('generate.mode')}
          value={mode}
          onChange={onChange}
          options={MODES.map((value) => ({ value, label: say(`generate.mode.${value}`) }))}
        />
      )}
    </Helped>
  )
}

function ImageCount({ images, error }: { images: number; error: string | undefined }) {
  const helped = useHelp(say('help.images'))
  return (
    <div className={styles.count} {...helped.handlers}>
      <NumberField
        aria-label={say('generate.images')}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? helped.id : `images-error ${helped.id}`}
        className={styles.number}
        // A click on Generate leaves the field: it must not start another number of images than was typed.
        onLeave="keep"
        value={images}
        onChange={(value) => editForm({ images: value })}
        {...LIMITS.images}
      />
      <Help {...helped}>
        <span>{say('generate.images.unit', { count: images })}</span>
      </Help>
    </div>
  )
}
