import { type ReactNode, useId } from 'react'
import styles from './SettingsScreen.module.css'

interface SettingRowProps {
  readonly label: string
  readonly hint?: string | undefined
  /** in words; stands in place of the hint */
  readonly error?: string | null | undefined
  readonly children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** One setting: what it is at the left, its control at the right. */
export function SettingRow({ label, hint, error, children }: SettingRowProps) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className={styles.row}>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {note !== undefined && (
          <p
            id={`${id}-note`}
            className={error ? styles.error : styles.hint}
            role={error ? 'alert' : undefined}
          >
            {note}
          </p>
        )}
      </div>
      <div className={styles.control}>
        {children({
          id,
          'aria-describedby': note === undefined ? undefined : `${id}-note`,
          'aria-invalid': error ? true : undefined,
        })}
      </div>
    </div>
  )
}
