import { say } from '../../../../shared/words/say.ts'
import { optionsOf, withAutomatic, withPresent } from '../../../offers/offer-options.ts'
import { useChoices } from '../../../offers/use-choices.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import { useFieldNotes } from './field-notes.ts'
import styles from './GenerateForm.module.css'

/** Stands for "whatever each machine has loaded"; no checkpoint is called so. */
const AS_LOADED = ''

/** Checkpoint, sampler and schedule, from what the fleet has. */
export function ModelFields() {
  const checkpoint = usePanel((state) => state.form.checkpoint)
  const sampler = usePanel((state) => state.form.sampler)
  const scheduler = usePanel((state) => state.form.scheduler)
  const checkpoints = usePanel((state) => state.offers.checkpoints)
  const samplers = useChoices('samplers', sampler)
  const notesOn = useFieldNotes()
  const schedules = withAutomatic(useChoices('schedulers', scheduler))
  return (
    <>
      <Field label={say('generate.checkpoint')} help={say('help.checkpoint')} {...notesOn('checkpoint')}>
        {(control) => (
          <Select
            {...control}
            label={say('generate.checkpoint')}
            value={checkpoint ?? AS_LOADED}
            onChange={(value) => editForm({ checkpoint: value === AS_LOADED ? null : value })}
            options={withPresent(
              [
                { value: AS_LOADED, label: say('generate.checkpoint.as-loaded') },
                ...optionsOf(checkpoints, 'always'),
              ],
              checkpoint ?? AS_LOADED,
              checkpoints.length > 0,
            )}
          />
        )}
      </Field>
      <div className={styles.pair}>
        <Field
          label={say('generate.sampler')}
          help={say('help.sampler')}
          className={styles.half}
          {...notesOn('sampler')}
        >
          {(control) => (
            <Select
              {...control}
              label={say('generate.sampler')}
              {...samplers}
              onChange={(value) => editForm({ sampler: value })}
            />
          )}
        </Field>
        <Field
          label={say('generate.schedule')}
          help={say('help.schedule')}
          className={styles.half}
          {...notesOn('scheduler')}
        >
          {(control) => (
            <Select
              {...control}
              label={say('generate.schedule')}
              {...schedules}
              onChange={(value) => editForm({ scheduler: value })}
            />
          )}
        </Field>
      </div>
    </>
  )
}
