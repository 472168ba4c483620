import { useId } from 'react'
import type { Hires } from '../../../../shared/generation.ts'
import { LIMITS } from '../../../../shared/limits.ts'
import { say } from '../../../../shared/words/say.ts'
import { useChoices } from '../../../offers/use-choices.ts'
import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useReset } from '../../../state/reset-section.ts'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { Switch } from '../../../ui/Switch.tsx'
import { HiresOwnFields } from '../advanced/HiresOwnFields.tsx'
import { HiresSize, hasTarget } from '../advanced/HiresSize.tsx'
import { useFieldNotes } from './field-notes.ts'
import styles from './GenerateForm.module.css'
import { hiresSide } from './hires-side.ts'

const FIRST: Hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.7 }

interface HiresSectionProps {
  readonly errors: FormErrors
}

/** The second pass at a larger size. */
export function HiresSection({ errors }: HiresSectionProps) {
  const hires = usePanel((state) => state.form.hires)
  const upscalers = useChoices('upscalers', (hires ?? FIRST).upscaler)
  const width = usePanel((state) => state.form.width)
  const height = usePanel((state) => state.form.height)
  const notesOn = useFieldNotes()
  const title = say('generate.hires')
  const explained = useId()
  const edit = (patch: Partial<Hires>) => editForm({ hires: { ...(hires ?? FIRST), ...patch } })
  const size = hires === null ? '' : sizeOf(hires, { width, height })
  return (
    <FoldSection
      name="hires"
      title={title}
      summary={hires ? size : say('generate.off')}
      onReset={useReset(['hires'], title)}
    >
      <div className={styles.switchRow}>
        <span id={explained}>{say('generate.hires.explained')}</span>
        <Switch
          aria-describedby={explained}
          aria-label={say('generate.hires')}
          checked={hires !== null}
          onChange={(on) => editForm({ hires: on ? FIRST : null })}
        />
      </div>
      {hires && (
        <>
          <Field
            label={say('generate.hires.upscaler')}
            help={say('hires.upscaler.help')}
            {...notesOn('upscaler')}
          >
            {(control) => (
              <Select
                {...control}
                label={say('generate.hires.upscaler')}
                {...upscalers}
                onChange={(upscaler) => edit({ upscaler })}
              />
            )}
          </Field>
          <HiresSize hires={hires} edit={edit} errors={errors} />
          <SliderField
            label={say('generate.hires.denoising')}
            help={say('hires.denoising.help')}
            value={hires.denoisingStrength}
            onChange={(denoisingStrength) => edit({ denoisingStrength })}
            min={0}
            max={1}
            step={0.01}
            error={errors['hires.denoisingStrength']}
          />
          <SliderField
            label={say('generate.hires.steps')}
            help={say('hires.steps.help')}
            value={hires.steps}
            onChange={(steps) => edit({ steps })}
            min={0}
            max={LIMITS.steps.max}
            sliderMax={60}
            step={1}
            error={errors['hires.steps']}
          />
          <HiresOwnFields hires={hires} edit={edit} errors={errors} />
        </>
      )}
    </FoldSection>
  )
}

function sizeOf(hires: Hires, { width, height }: { width: number; height: number }): string {
  if (!hasTarget(hires)) return [width, height].map((side) => hiresSide(side, hires.scale)).join(' × ')
  return [hires.width, hires.height].map((side) => side || '…').join(' × ')
}
