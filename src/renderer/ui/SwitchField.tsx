import { Help, useHelp } from './Help.tsx'
import { Switch } from './Switch.tsx'
import styles from './SwitchField.module.css'

interface SwitchFieldProps {
  readonly label: string
  /** a sentence on what it is for, shown on hover and focus */
  readonly help?: string | undefined
  readonly checked: boolean
  readonly onChange: (on: boolean) => void
}

/** Words and a switch in one line. */
export function SwitchField({ label, help, checked, onChange }: SwitchFieldProps) {
  const helped = useHelp(help)
  return (
    <div className={styles.row} {...helped.handlers}>
      <Help {...helped}>
        <span>{label}</span>
      </Help>
      <Switch aria-label={label} aria-describedby={helped.id} checked={checked} onChange={onChange} />
    </div>
  )
}
