import { say } from '../../../../shared/words/say.ts'
import { Help, useHelp } from '../../../ui/Help.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import styles from './GenerateForm.module.css'

interface ServerChoiceProps {
  readonly label: string
  /** a sentence on what it is for, shown on hover and focus */
  readonly help: string
  /** null: as each server is set */
  readonly value: boolean | null
  readonly onChange: (value: boolean | null) => void
}

/** On, off, or as each server is set. */
export function ServerChoice({ label, help, value, onChange }: ServerChoiceProps) {
  const helped = useHelp(help)
  return (
    <div className={styles.switchRow} {...helped.handlers}>
      <Help {...helped}>
        <span>{label}</span>
      </Help>
      <Segmented
        label={label}
        aria-describedby={helped.id}
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
