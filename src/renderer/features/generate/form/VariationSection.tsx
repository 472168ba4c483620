import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import styles from './GenerateForm.module.css'
import { SeedField } from './SeedField.tsx'
import { SliderField } from './SliderField.tsx'

/** Variations of one seed: how far, and by which second seed. */
export function VariationSection({ errors, last }: { errors: FormErrors; last: number | null }) {
  const strength = usePanel((state) => state.form.subseedStrength)
  const subseed = usePanel((state) => state.form.subseed)
  return (
    <FoldSection
      name="variation"
      title="Variation"
      summary={strength > 0 ? `${strength} of another seed` : 'off'}
    >
      <p className={styles.explained}>
        With a strength above 0, all images share the seed above and differ by the variation seed.
      </p>
      <SliderField
        label="Variation strength"
        value={strength}
        onChange={(subseedStrength) => editForm({ subseedStrength })}
        min={0}
        max={1}
        step={0.01}
        error={errors.subseedStrength}
      />
      <SeedField
        label="Variation seed"
        value={subseed}
        last={last}
        onChange={(value) => editForm({ subseed: value })}
        error={errors.subseed}
      />
    </FoldSection>
  )
}
