import { reason } from '../../../../shared/words/catalogue.ts'
import { say } from '../../../../shared/words/say.ts'
import type { TlsPolicy } from '../../../../shared/worker.ts'
import { Field } from '../../../ui/Field.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { fingerprintRows } from './probe-words.ts'
import styles from './TlsField.module.css'
import type { Probe } from './use-probe.ts'
import fields from './WorkerFields.module.css'

interface TlsFieldProps {
  readonly tls: TlsPolicy
  readonly probe: Probe
  readonly onChange: (tls: TlsPolicy) => void
}

/** Whether the machine's certificate is checked. One certificate can be trusted once it was seen. */
export function TlsField({ tls, probe, onChange }: TlsFieldProps) {
  const seen = probe.at === 'seen' ? (probe.report.certificate?.fingerprint ?? null) : null
  const pinned = tls.kind === 'pinned' ? tls.fingerprint : seen
  const choose = (kind: TlsPolicy['kind']) => {
    if (kind !== 'pinned') onChange({ kind })
    else if (pinned !== null) onChange({ kind, fingerprint: pinned })
  }
  return (
    <Field
      label={say('workers.tls')}
      hint={tls.kind === 'verify' ? say('workers.tls.verify.hint') : undefined}
    >
      {() => (
        <>
          <Segmented
            label={say('workers.tls')}
            className={fields.lanes ?? ''}
            value={tls.kind}
            onChange={choose}
            options={[
              { value: 'verify', label: say('workers.tls.verify') },
              {
                value: 'pinned',
                label: say('workers.tls.pinned'),
                hint: say(pinned === null ? 'workers.tls.pinned.not-seen' : 'workers.tls.pinned.hint'),
              },
              { value: 'insecure', label: say('workers.tls.insecure') },
            ]}
          />
          {tls.kind === 'pinned' && (
            <p className={styles.pinned}>
              {say('workers.tls.pinned.text')}
              <span className={styles.fingerprint} translate="no">
                {fingerprintRows(tls.fingerprint).map((row) => (
                  <span key={row}>{row}</span>
                ))}
              </span>
            </p>
          )}
          {tls.kind === 'insecure' && (
            <ProblemNote
              level="warning"
              problem={{
                message: reason('workers.tls.insecure.warning'),
                remedy: reason('workers.tls.insecure.remedy'),
              }}
            />
          )}
        </>
      )}
    </Field>
  )
}
