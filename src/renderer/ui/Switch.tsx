import { Switch as Radix } from 'radix-ui'
import styles from './Switch.module.css'

interface SwitchProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  readonly id?: string
  readonly 'aria-label'?: string
  readonly 'aria-describedby'?: string | undefined
}

/** On or off. Put it into a Field or give it an aria-label. */
export function Switch({ checked, onChange, ...rest }: SwitchProps) {
  return (
    <Radix.Root className={styles.switch} checked={checked} onCheckedChange={onChange} {...rest}>
      <Radix.Thumb className={styles.thumb} />
    </Radix.Root>
  )
}
