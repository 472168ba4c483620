import { say } from '../../../../shared/words/say.ts'
import { optionsOf, withPresent } from '../../../offers/offer-options.ts'
import { editForm } from '../../../state/edit-form.ts'
import type { FormErrors } from '../../../state/form-errors.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { SliderField } from '../../../ui/SliderField.tsx'
import { useFieldNotes } from './field-notes.ts'

/** Stands for "no refiner" in the list; no checkpoint is called so. */
const NONE = ''
/** sdwui's own default */
const FIRST_SWITCH = 0.8

/** Another checkpoint for the last steps. */
export function RefinerFields({ errors }: { errors: FormErrors }) {
  const refiner = usePanel((state) => state.form.refiner)
  const checkpoints = usePanel((state) => state.offers.checkpoints)
  const notesOn = useFieldNotes()
  const value = refiner?.checkpoint ?? NONE
  const choose = (checkpoint: string) =>
    editForm({
      refiner: checkpoint === NONE ? null : { checkpoint, switchAt: refiner?.switchAt ?? FIRST_SWITCH },
    })
  return (
    <>
      <Field label={say('advanced.refiner')} help={say('help.refiner')} {...notesOn('refiner')}>
        {(control) => (
          <Select
            {...control}
            label={say('advanced.refiner')}
            value={value}
            onChange={choose}
            options={withPresent(
              [
                { value: NONE, label: say('advanced.refiner.none') },
                ...optionsOf(checkpoints, 'where-missing'),
              ],
              value,
              checkpoints.length > 0,
            )}
          />
        )}
      </Field>
      {refiner && (
        <SliderField
          label={say('advanced.refiner.switch-at')}
          help={say('help.refiner.switch-at')}
          value={refiner.switchAt}
          onChange={(switchAt) => editForm({ refiner: { ...refiner, switchAt } })}
          min={0}
          max={1}
          step={0.01}
          error={errors['refiner.switchAt']}
        />
      )}
    </>
  )
}
