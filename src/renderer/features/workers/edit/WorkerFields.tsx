import { reason } from '../../../../shared/words/catalogue.ts'
import { say } from '../../../../shared/words/say.ts'
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
import { asksToSignIn } from '../card/next-step.ts'
import { useWorkerLists } from '../use-lists.ts'
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
  const signsIn = worker !== null && asksToSignIn(worker)
  const lists = useWorkerLists(worker?.config.id ?? null)
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault()
        if (form.url.trim() !== '') void state.save()
      }}
    >
      <Field label={say('workers.field.address')} error={state.errorOf('url')}>
        {(control) => (
          <TextField
            {...control}
            value={form.url}
            placeholder="http://192.168.1.3:7860"
            translate="no"
            inputMode="url"
            autoComplete="off"
            data-autofocus={signsIn ? undefined : true}
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
      <Field label={say('workers.field.name')} error={state.errorOf('name')}>
        {(control) => (
          <TextField
            {...control}
            value={form.name}
            placeholder={worker === null ? say('workers.field.name.from-address') : worker.config.name}
            translate={worker === null ? 'yes' : 'no'}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        )}
      </Field>
      <CredentialFields state={state} stored={worker?.hasPassword ?? false} focused={signsIn} />
      {(isHttps(form.url) || form.tls.kind !== 'verify') && (
        <TlsField tls={form.tls} probe={probe} onChange={(tls) => change({ tls })} />
      )}
      <Field label={say('workers.field.lane')} hint={laneMeaning(form.lane)}>
        {() => (
          <Segmented
            label={say('workers.field.lane')}
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
        checkpoints={lists.at === 'ready' ? lists.answer.checkpoints : null}
      />
      <FoldSection
        name="worker.note"
        title={say('workers.field.colour-and-note')}
        summary={form.note === '' ? '' : say('workers.field.has-note')}
      >
        <ColourField colour={form.colour} onChange={(colour) => change({ colour })} />
        <Field label={say('workers.field.note')} error={state.errorOf('note')}>
          {(control) => (
            <TextArea
              {...control}
              value={form.note}
              minRows={3}
              placeholder={say('workers.field.note.example')}
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
          message: reason('workers.no-keyring'),
          remedy: reason('workers.no-keyring.remedy'),
        }}
      />
      <div className={styles.choices}>
        <Button size="small" onClick={() => void state.save('clear-text')}>
          {say('workers.no-keyring.keep')}
        </Button>
        <Button size="small" onClick={() => void state.save('without-password')}>
          {say('workers.no-keyring.without')}
        </Button>
      </div>
    </div>
  )
}
