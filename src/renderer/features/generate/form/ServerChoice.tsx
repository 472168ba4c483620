import { say } from '../../../../shared/words/say.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import styles from './GenerateForm.module.css'

interface ServerChoiceProps {
  readonly label: string
  readonly hint?: string
  /** null: as each server is set */
  readonly value: boolean | null
  readonly onChange: (value: boolean | null) => void
}

/** On, off, or as each server is set. */
export function ServerChoice({ label, hint, value, onChange }: ServerChoiceProps) {
  return (
    <div className={styles.switchRow}>
      <span title={hint}>{label}</span>
      <Segmented
        label={label}
        value={value === null ? 'as-set' : value ? 'on' : 'off'}
        onChange={(next) => onChange(next === 'as-set' ? null : next === 'on')}
        options={[
          { value: 'as-set', label: say('advanced.as-set'), hint: say('advanced.as-set.hint') },
          { value: 'on', label: say('advanced.on') },
          { value: 'off', label: say('advanced.off') },
        ]}
      />
    </div>
  )
}
