import { withPresent } from '../../../offers/fleet-offers.ts'
import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import type { Option } from '../../../ui/option-search.ts'
import { Select } from '../../../ui/Select.tsx'
import { SliderField } from './SliderField.tsx'

/** Stands for "as each server is set" in the list; no VAE is called so. */
const AS_SET = ''

interface MoreSectionProps {
  readonly vaes: readonly Option<string>[]
  readonly errors: FormErrors
}

/** What is rarely changed: VAE and clip skip. */
export function MoreSection({ vaes, errors }: MoreSectionProps) {
  const vae = usePanel((state) => state.form.vae)
  const clipSkip = usePanel((state) => state.form.clipSkip)
  const summary = [vae, clipSkip > 1 ? `clip skip ${clipSkip}` : null].filter(Boolean).join(' · ')
  const options = [{ value: AS_SET, label: 'As each machine is set' }, ...vaes]
  return (
    <FoldSection name="more" title="VAE and clip skip" summary={summary || 'as set'}>
      <Field label="VAE">
        {(control) => (
          <Select
            {...control}
            label="VAE"
            value={vae ?? AS_SET}
            onChange={(value) => editForm({ vae: value === AS_SET ? null : value })}
            options={withPresent(options, vae ?? AS_SET, vaes.length > 0)}
          />
        )}
      </Field>
      <SliderField
        label="Clip skip"
        value={clipSkip}
        onChange={(value) => editForm({ clipSkip: value })}
        min={1}
        max={12}
        step={1}
        error={errors.clipSkip}
      />
    </FoldSection>
  )
}
