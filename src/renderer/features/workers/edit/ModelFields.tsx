import { handlesOf } from '../../../../shared/names/checkpoints.ts'
import { say } from '../../../../shared/words/say.ts'
import type { CheckpointInfo, WorkerInput } from '../../../../shared/worker.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { Select } from '../../../ui/Select.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import styles from './ModelFields.module.css'
import type { WorkerForm } from './worker-form.ts'

interface ModelFieldsProps {
  readonly form: WorkerForm
  readonly change: (patch: Partial<WorkerForm>) => void
  readonly errorOf: (field: keyof WorkerInput) => string | null
  /** null: not known yet, so a name is typed */
  readonly checkpoints: readonly CheckpointInfo[] | null
}

/** Which checkpoint it uses, whether it keeps pictures, and how models get to it. */
export function ModelFields({ form, change, errorOf, checkpoints }: ModelFieldsProps) {
  const names = [...new Set(handlesOf(checkpoints ?? []))]
  const { checkpointOverride } = form
  const summary = [
    checkpointOverride,
    form.syncCommand === '' ? null : say('workers.sync.in-summary'),
  ].filter(Boolean)
  return (
    <FoldSection name="worker.models" title={say('workers.models-and-files')} summary={summary.join(', ')}>
      <Field
        label={say('workers.checkpoint')}
        hint={say('workers.checkpoint.hint')}
        error={errorOf('checkpointOverride')}
      >
        {(control) =>
          names.length === 0 ? (
            <TextField
              {...control}
              value={checkpointOverride ?? ''}
              placeholder={say('workers.checkpoint.of-job')}
              onChange={(event) =>
                change({ checkpointOverride: event.target.value === '' ? null : event.target.value })
              }
            />
          ) : (
            <Select
              {...control}
              label={say('workers.checkpoint')}
              value={checkpointOverride ?? ''}
              onChange={(name) => change({ checkpointOverride: name === '' ? null : name })}
              options={[
                { value: '', label: say('workers.checkpoint.of-job') },
                ...names.map((name) => ({ value: name, label: name })),
              ]}
              unknownLabel={say('workers.checkpoint.not-on-it', { checkpoint: checkpointOverride ?? '' })}
            />
          )
        }
      </Field>
      <Checkbox
        checked={form.saveOnWorker}
        onChange={(saveOnWorker) => change({ saveOnWorker })}
        label={say('workers.save-on-worker')}
        hint={say('workers.save-on-worker.hint')}
      />
      <Field
        label={say('workers.sync')}
        error={errorOf('syncCommand')}
        hint={say('workers.sync.hint', { placeholders: '{host} {name} {port} {url}' })}
      >
        {(control) => (
          <TextArea
            {...control}
            className={styles.command}
            value={form.syncCommand}
            minRows={2}
            spellCheck={false}
            placeholder="rsync -av ~/models/ {host}:stable-diffusion-webui/models/"
            translate="no"
            onChange={(event) => change({ syncCommand: event.target.value })}
          />
        )}
      </Field>
    </FoldSection>
  )
}
