import { faceRestorerIn, withFaceRestorer } from '../../../../shared/face-restorer.ts'
import { say } from '../../../../shared/words/say.ts'
import { optionsOf, withPresent } from '../../../offers/offer-options.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useFieldNotes } from './field-notes.ts'

/** Stands for "what each server is set to" in the list; no restorer is called so. */
const AS_SET = ''

/** What restores faces: an option of the machines. */
export function FaceRestorerField() {
  const overrides = usePanel((state) => state.form.overrides)
  const restorers = usePanel((state) => state.offers.faceRestorers)
  const notesOn = useFieldNotes()
  const value = faceRestorerIn(overrides) ?? AS_SET
  const label = say('advanced.face-restorer')
  return (
    <Field label={label} help={say('help.face-restorer')} {...notesOn('faces')}>
      {(control) => (
        <Select
          {...control}
          label={label}
          value={value}
          onChange={(next) =>
            editForm({ overrides: withFaceRestorer(overrides, next === AS_SET ? null : next) })
          }
          options={withPresent(
            [
              { value: AS_SET, label: say('advanced.face-restorer.as-set') },
              ...optionsOf(restorers, 'where-missing'),
            ],
            value,
            restorers.length > 0,
          )}
        />
      )}
    </Field>
  )
}
