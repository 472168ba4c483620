import { checkpointOffers } from '../../../../shared/offers/checkpoint-offers.ts'
import { samplerNames } from '../../../../shared/offers/fleet-offers.ts'
import { say } from '../../../../shared/words/say.ts'
import { checkpointError } from '../../../offers/checkpoint-error.ts'
import { choicesOf, optionsOf, scheduleChoices, withPresent } from '../../../offers/offer-options.ts'
import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useWorkers } from '../../../state/selectors.ts'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import styles from './GenerateForm.module.css'

/** Stands for "whatever each machine has loaded"; no checkpoint is called so. */
const AS_LOADED = ''

/** Checkpoint, sampler and schedule, from what the fleet has. */
export function ModelFields() {
  const checkpoint = usePanel((state) => state.form.checkpoint)
  const sampler = usePanel((state) => state.form.sampler)
  const scheduler = usePanel((state) => state.form.scheduler)
  const workers = useWorkers()
  const checkpoints = checkpointOffers(workers)
  const samplers = choicesOf(workers, samplerNames, sampler)
  const schedules = scheduleChoices(workers, scheduler)
  return (
    <>
      <Field label={say('generate.checkpoint')} error={checkpointError(workers, checkpoint)}>
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
        <Field label={say('generate.sampler')} className={styles.half}>
          {(control) => (
            <Select
              {...control}
              label={say('generate.sampler')}
              {...samplers}
              onChange={(value) => editForm({ sampler: value })}
            />
          )}
        </Field>
        <Field label={say('generate.schedule')} className={styles.half}>
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
