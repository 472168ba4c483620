import { handlesOf } from '../../../../shared/names/checkpoints.ts'
import type { Capabilities, WorkerInput } from '../../../../shared/worker.ts'
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
  readonly capabilities: Capabilities | null
}

/** Which checkpoint it uses, whether it keeps pictures, and how models get to it. */
export function ModelFields({ form, change, errorOf, capabilities }: ModelFieldsProps) {
  const names = [...new Set(handlesOf(capabilities?.checkpoints ?? []))]
  const { checkpointOverride } = form
  const summary = [checkpointOverride, form.syncCommand === '' ? null : 'sync command'].filter(Boolean)
  return (
    <FoldSection name="worker.models" title="Models and files" summary={summary.join(', ')}>
      <Field
        label="Checkpoint"
        hint="For machines that cannot hold the others: it always uses this one, whatever a job asks for."
        error={errorOf('checkpointOverride')}
      >
        {(control) =>
          names.length === 0 ? (
            <TextField
              {...control}
              value={checkpointOverride ?? ''}
              placeholder="as each job asks"
              onChange={(event) =>
                change({ checkpointOverride: event.target.value === '' ? null : event.target.value })
              }
            />
          ) : (
            <Select
              {...control}
              label="Checkpoint"
              value={checkpointOverride ?? ''}
              onChange={(name) => change({ checkpointOverride: name === '' ? null : name })}
              options={[
                { value: '', label: 'As each job asks' },
                ...names.map((name) => ({ value: name, label: name })),
              ]}
              unknownLabel={`${checkpointOverride} (not on it)`}
            />
          )
        }
      </Field>
      <Checkbox
        checked={form.saveOnWorker}
        onChange={(saveOnWorker) => change({ saveOnWorker })}
        label="Keep its pictures on it too"
        hint="In its own output folder, beside what is stored here."
      />
      <Field
        label="Sync command"
        error={errorOf('syncCommand')}
        hint={
          <>
            Run on this machine to bring models to that one. <code className={styles.code}>{'{host}'}</code>{' '}
            <code className={styles.code}>{'{name}'}</code> <code className={styles.code}>{'{port}'}</code>{' '}
            <code className={styles.code}>{'{url}'}</code> are filled in. Only you start it.
          </>
        }
      >
        {(control) => (
          <TextArea
            {...control}
            className={styles.command}
            value={form.syncCommand}
            minRows={2}
            spellCheck={false}
            placeholder="rsync -av ~/models/ {host}:stable-diffusion-webui/models/"
            onChange={(event) => change({ syncCommand: event.target.value })}
          />
        )}
      </Field>
    </FoldSection>
  )
}
