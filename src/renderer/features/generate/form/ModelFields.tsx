import { editForm } from '../../../state/edit-form.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { useWorkers } from '../../../state/selectors.ts'
import { Field } from '../../../ui/Field.tsx'
import { Select } from '../../../ui/Select.tsx'
import {
  checkpointNames,
  offers,
  optionsOf,
  samplerNames,
  schedulerNames,
  withPresent,
} from './fleet-offers.ts'
import styles from './GenerateForm.module.css'

/** Stands for "whatever each machine has loaded"; no checkpoint is called so. */
const AS_LOADED = ''

/** Checkpoint, sampler and schedule, from what the fleet has. */
export function ModelFields() {
  const checkpoint = usePanel((state) => state.form.checkpoint)
  const sampler = usePanel((state) => state.form.sampler)
  const scheduler = usePanel((state) => state.form.scheduler)
  const workers = useWorkers()
  const checkpoints = offers(workers, checkpointNames)
  const missing =
    checkpoint !== null && checkpoints.length > 0 && !checkpoints.some(({ name }) => name === checkpoint)
  return (
    <>
      <Field
        label="Checkpoint"
        error={missing ? 'No machine has this checkpoint. Choose another one.' : null}
      >
        {(control) => (
          <Select
            {...control}
            label="Checkpoint"
            value={checkpoint ?? AS_LOADED}
            onChange={(value) => editForm({ checkpoint: value === AS_LOADED ? null : value })}
            options={withPresent(
              [{ value: AS_LOADED, label: 'As loaded on each machine' }, ...optionsOf(checkpoints, 'always')],
              checkpoint ?? AS_LOADED,
              checkpoints.length > 0,
            )}
          />
        )}
      </Field>
      <div className={styles.pair}>
        <Field label="Sampler" className={styles.half}>
          {(control) => (
            <Select
              {...control}
              label="Sampler"
              value={sampler}
              onChange={(value) => editForm({ sampler: value })}
              options={withPresent(optionsOf(offers(workers, samplerNames), 'where-missing'), sampler)}
            />
          )}
        </Field>
        <Field label="Schedule" className={styles.half}>
          {(control) => (
            <Select
              {...control}
              label="Schedule"
              value={scheduler}
              onChange={(value) => editForm({ scheduler: value })}
              options={withPresent(optionsOf(offers(workers, schedulerNames), 'where-missing'), scheduler)}
            />
          )}
        </Field>
      </div>
    </>
  )
}
