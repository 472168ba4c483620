import { say } from '../../../../shared/words/say.ts'
import { withPresent } from '../../../offers/offer-options.ts'
import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { useFormWithoutPrompts } from '../../../state/form-without-prompts.ts'
import { useReset } from '../../../state/reset-section.ts'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import type { Option } from '../../../ui/option-search.ts'
import { Select } from '../../../ui/Select.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { advancedSummary } from './advanced-summary.ts'
import { FaceRestorerField } from './FaceRestorerField.tsx'
import { useFieldNotes } from './field-notes.ts'
import { RefinerFields } from './RefinerFields.tsx'
import { ServerChoice } from './ServerChoice.tsx'
import { StylesField } from './StylesField.tsx'

/** Stands for "as each server is set" in the list; no VAE is called so. */
const AS_SET = ''

const FIELDS = ['styles', 'vae', 'refiner', 'restoreFaces', 'tiling', 'clipSkip', 'saveOnWorker'] as const

interface MoreSectionProps {
  readonly vaes: readonly Option<string>[]
  readonly errors: FormErrors
}

/** What is rarely changed: styles, VAE, refiner, what servers may be set to, clip skip. */
export function MoreSection({ vaes, errors }: MoreSectionProps) {
  const form = useFormWithoutPrompts()
  const { vae, clipSkip, restoreFaces, tiling, saveOnWorker } = form
  const notesOn = useFieldNotes()
  const options = [{ value: AS_SET, label: say('generate.vae.as-set') }, ...vaes]
  const title = say('generate.more')
  return (
    <FoldSection
      name="more"
      title={title}
      onReset={useReset(FIELDS, title)}
      summary={advancedSummary(form) || say('generate.more.as-set')}
    >
      <StylesField />
      <Field label={say('generate.vae')} help={say('help.vae')} {...notesOn('vae')}>
        {(control) => (
          <Select
            {...control}
            label={say('generate.vae')}
            value={vae ?? AS_SET}
            onChange={(value) => editForm({ vae: value === AS_SET ? null : value })}
            options={withPresent(options, vae ?? AS_SET, vaes.length > 0)}
          />
        )}
      </Field>
      <RefinerFields errors={errors} />
      <ServerChoice
        label={say('advanced.faces')}
        help={say('help.faces')}
        value={restoreFaces}
        onChange={(next) => editForm({ restoreFaces: next })}
      />
      {restoreFaces === true && <FaceRestorerField />}
      <ServerChoice
        label={say('advanced.tiling')}
        help={say('help.tiling')}
        value={tiling}
        onChange={(next) => editForm({ tiling: next })}
      />
      <SliderField
        label={say('generate.clip-skip')}
        help={say('help.clip-skip')}
        value={clipSkip}
        onChange={(value) => editForm({ clipSkip: value })}
        min={1}
        max={12}
        step={1}
        error={errors.clipSkip}
      />
      <ServerChoice
        label={say('request.field.save-on-worker')}
        help={say('help.save-on-worker')}
        value={saveOnWorker}
        onChange={(next) => editForm({ saveOnWorker: next })}
      />
    </FoldSection>
  )
}
