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
      label="Certificate"
      hint={
        tls.kind === 'verify' ? 'It must be vouched for by an authority that this system knows.' : undefined
      }
    >
      {() => (
        <>
          <Segmented
            label="Certificate"
            className={fields.lanes ?? ''}
            value={tls.kind}
            onChange={choose}
            options={[
              { value: 'verify', label: 'Verify' },
              {
                value: 'pinned',
                label: 'Trust one',
                hint:
                  pinned === null
                    ? 'Needs a look at the certificate first'
                    : 'Only the certificate shown here',
              },
              { value: 'insecure', label: 'Do not verify' },
            ]}
          />
          {tls.kind === 'pinned' && (
            <p className={styles.pinned}>
              Only this one is accepted; when it changes, the machine is refused until you look at it:
              <span className={styles.fingerprint}>
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
                message:
                  'Anybody on the way could pose as this machine and read the prompts and the password.',
                remedy: 'Trust its certificate instead, where it has one that stays.',
              }}
            />
          )}
        </>
      )}
    </Field>
  )
}
