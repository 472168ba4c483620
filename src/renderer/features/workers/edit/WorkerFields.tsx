import type { WorkerView } from '../../../../shared/worker.ts'
import { Button } from '../../../ui/Button.tsx'
import { Field } from '../../../ui/Field.tsx'
import { FoldSection } from '../../../ui/FoldSection.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { TextArea } from '../../../ui/TextArea.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { LANES } from '../board/board-order.ts'
import { laneMeaning, laneName } from '../board/lane-words.ts'
import { ColourField } from './ColourField.tsx'
import { CredentialFields } from './CredentialFields.tsx'
import { LimitFields } from './LimitFields.tsx'
import { ModelFields } from './ModelFields.tsx'
import { ProbeNote } from './ProbeNote.tsx'
import { TlsField } from './TlsField.tsx'
import type { WorkerFormState } from './use-worker-form.ts'
import styles from './WorkerFields.module.css'
import { isHttps } from './worker-form.ts'

interface WorkerFieldsProps {
  readonly state: WorkerFormState
  /** null: a new one */
  readonly worker: WorkerView | null
}

/** The fields of the add and the edit sheet. */
export function WorkerFields({ state, worker }: WorkerFieldsProps) {
  const { form, change, probe, problem } = state
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault()
        if (form.url.trim() !== '') void state.save()
      }}
    >
      <Field label="Address" error={state.errorOf('url')}>
        {(control) => (
          <TextField
            {...control}
            value={form.url}
            placeholder="http://192.168.1.3:7860"
            inputMode="url"
            autoComplete="off"
            data-autofocus
            onChange={(event) => change({ url: event.target.value })}
          />
        )}
      </Field>
      {/* Why an address is none stands at its field once it was tried to be saved: not twice. */}
      {!(probe.at === 'refused' && state.errorOf('url') !== null) && (
        <ProbeNote
          probe={probe}
          tls={form.tls}
          onTrust={(fingerprint) => change({ tls: { kind: 'pinned', fingerprint } })}
          onAgain={state.lookAgain}
        />
      )}
      <Field label="Name" error={state.errorOf('name')}>
        {(control) => (
          <TextField
            {...control}
            value={form.name}
            placeholder={worker === null ? 'as the address says' : worker.config.name}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <CredentialFields state={state} stored={worker?.hasPassword ?? false} />
      {(isHttps(form.url) || form.tls.kind !== 'verify') && (
        <TlsField tls={form.tls} probe={probe} onChange={(tls) => change({ tls })} />
      )}
      <Field label="Lane" hint={laneMeaning(form.lane)}>
        {() => (
          <Segmented
            label="Lane"
            className={styles.lanes ?? ''}
            value={form.lane}
            onChange={(lane) => change({ lane })}
            options={LANES.map((lane) => ({ value: lane, label: laneName(lane) }))}
          />
        )}
      </Field>
      <LimitFields form={form} change={change} errorOf={state.errorOf} />
      <ModelFields
        form={form}
        change={change}
        errorOf={state.errorOf}
        capabilities={worker?.capabilities ?? null}
      />
      <FoldSection name="worker.note" title="Colour and note" summary={form.note === '' ? '' : 'note'}>
        <ColourField colour={form.colour} onChange={(colour) => change({ colour })} />
        <Field label="Note" error={state.errorOf('note')}>
          {(control) => (
            <TextArea
              {...control}
              value={form.note}
              minRows={3}
              placeholder="where it stands, who it belongs to"
              onChange={(event) => change({ note: event.target.value })}
            />
          )}
        </Field>
      </FoldSection>
      {problem?.kind === 'no-keyring' ? (
        <NoKeyring state={state} />
      ) : (
        problem && !isAtField(problem.field) && <ProblemNote problem={problem} />
      )}
      {/* Enter in any field saves. */}
      <button type="submit" hidden />
    </form>
  )
}

const FIELDS: ReadonlySet<string> = new Set([
  'url',
  'name',
  'user',
  'password',
  'pixelCap',
  'maxBatch',
  'checkpointOverride',
  'syncCommand',
  'note',
])

const isAtField = (field: string | null) => field !== null && FIELDS.has(field)

/** Where the system cannot keep a secret, the user says what becomes of the password. */
function NoKeyring({ state }: { state: WorkerFormState }) {
  return (
    <div className={styles.noKeyring} role="alert">
      <ProblemNote
        level="warning"
        problem={{
          message: 'This system has no keyring that could keep the password safe.',
          remedy: 'It can be kept in clear in a file that only your account reads, or not at all.',
        }}
      />
      <div className={styles.choices}>
        <Button size="small" onClick={() => void state.save('clear-text')}>
          Keep it in clear on this machine
        </Button>
        <Button size="small" onClick={() => void state.save('without-password')}>
          Save without the password
        </Button>
      </div>
    </div>
  )
}
