import { Field } from '../../../ui/Field.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import styles from './CredentialFields.module.css'
import type { WorkerFormState } from './use-worker-form.ts'
import fields from './WorkerFields.module.css'

interface CredentialFieldsProps {
  readonly state: WorkerFormState
  /** a password is stored; it is never shown */
  readonly stored: boolean
}

/** User name and password of --api-auth. */
export function CredentialFields({ state, stored }: CredentialFieldsProps) {
  const { form, change, probe, errorOf } = state
  const kept = stored && !form.forgetPassword && form.password === ''
  const asked = probe.at === 'seen' && probe.report.needsPassword
  return (
    <div className={fields.pair}>
      <Field label="User" error={errorOf('user')}>
        {(control) => (
          <TextField
            {...control}
            value={form.user}
            placeholder={asked ? 'needed' : 'none'}
            autoComplete="off"
            onChange={(event) => change({ user: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Password"
        error={errorOf('password')}
        aside={
          stored && (
            <button
              type="button"
              className={styles.forget}
              onClick={() => change({ forgetPassword: !form.forgetPassword, password: '' })}
            >
              {form.forgetPassword ? 'Keep it' : 'Forget it'}
            </button>
          )
        }
        hint={form.forgetPassword ? 'The stored password is forgotten when you save.' : undefined}
      >
        {(control) => (
          <TextField
            {...control}
            type="password"
            value={form.password}
            placeholder={kept ? 'stored' : asked ? 'needed' : 'none'}
            autoComplete="new-password"
            onChange={(event) => change({ password: event.target.value, forgetPassword: false })}
          />
        )}
      </Field>
    </div>
  )
}
