import { say } from '../../../../shared/words/say.ts'
import { Field } from '../../../ui/Field.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import styles from './CredentialFields.module.css'
import type { WorkerFormState } from './use-worker-form.ts'
import fields from './WorkerFields.module.css'

interface CredentialFieldsProps {
  readonly state: WorkerFormState
  /** a password is stored; it is never shown */
  readonly stored: boolean
  /** the sheet was opened to sign in: the focus is on the user name */
  readonly focused: boolean
}

/** User name and password of --api-auth. */
export function CredentialFields({ state, stored, focused }: CredentialFieldsProps) {
  const { form, change, probe, errorOf } = state
  const kept = stored && !form.forgetPassword && form.password === ''
  const asked = probe.at === 'seen' && probe.report.needsPassword
  return (
    <div className={fields.pair}>
      <Field label={say('workers.field.user')} error={errorOf('user')}>
        {(control) => (
          <TextField
            {...control}
            value={form.user}
            placeholder={say(asked ? 'workers.field.needed' : 'workers.field.none')}
            autoComplete="off"
            data-autofocus={focused || undefined}
            onChange={(event) => change({ user: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={say('workers.field.password')}
        error={errorOf('password')}
        aside={
          stored && (
            <button
              type="button"
              className={styles.forget}
              onClick={() => change({ forgetPassword: !form.forgetPassword, password: '' })}
            >
              {say(form.forgetPassword ? 'workers.field.password.keep' : 'workers.field.password.forget')}
            </button>
          )
        }
        hint={form.forgetPassword ? say('workers.field.password.forgotten') : undefined}
      >
        {(control) => (
          <TextField
            {...control}
            type="password"
            value={form.password}
            placeholder={say(
              kept ? 'workers.field.password.stored' : asked ? 'workers.field.needed' : 'workers.field.none',
            )}
            autoComplete="new-password"
            onChange={(event) => change({ password: event.target.value, forgetPassword: false })}
          />
        )}
      </Field>
    </div>
  )
}
