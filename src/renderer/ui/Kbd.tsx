import { cx } from './class-names.ts'
import styles from './Kbd.module.css'

interface KbdProps {
  /** as written on keys: "Ctrl K" */
  readonly keys: string
  /** `bright`: on a coloured button */
  readonly look?: 'plain' | 'bright'
}

/** A key combination. Not read aloud: `aria-keyshortcuts` of what it presses is. */
export function Kbd({ keys, look = 'plain' }: KbdProps) {
  return (
    <span className={cx(styles.kbd, look === 'bright' && styles.bright)} aria-hidden="true" translate="no">
      {keys}
    </span>
  )
}
