import { say } from '../../../../shared/words/say.ts'
import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useReset } from '../../../state/reset-section.ts'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import styles from './GenerateForm.module.css'
import { SeedField } from './SeedField.tsx'

/** Variations of one seed: how far, and by which second seed. */
export function VariationSection({ errors, last }: { errors: FormErrors; last: number | null }) {
  const strength = usePanel((state) => state.form.subseedStrength)
  const subseed = usePanel((state) => state.form.subseed)
  const title = say('generate.variation')
  return (
    <FoldSection
      name="variation"
      title={title}
      onReset={useReset(['subseed', 'subseedStrength'], title)}
      summary={strength > 0 ? say('generate.variation.on', { strength }) : say('generate.off')}
    >
      <p className={styles.explained}>{say('generate.variation.explained')}</p>
      <SliderField
        label={say('generate.variation.strength')}
        help={say('help.variation.strength')}
        value={strength}
        onChange={(subseedStrength) => editForm({ subseedStrength })}
        min={0}
        max={1}
        step={0.01}
        error={errors.subseedStrength}
      />
      <SeedField
        label={say('generate.variation.seed')}
        help={say('help.variation.seed')}
        value={subseed}
        last={last}
        onChange={(value) => editForm({ subseed: value })}
        error={errors.subseed}
      />
    </FoldSection>
  )
}
