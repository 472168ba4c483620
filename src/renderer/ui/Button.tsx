import type { ComponentProps, ReactNode } from 'react'
import styles from './Button.module.css'
import { cx } from './class-names.ts'

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined
  readonly size?: 'small' | 'normal' | 'large' | undefined
  /** shows that it is at work; it cannot be pressed meanwhile, and keeps the focus */
  readonly busy?: boolean | undefined
  readonly icon?: ReactNode
}

export function Button({
  look = 'plain',
  size = 'normal',
  busy = false,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={cx(styles.button, styles[look], styles[size], className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy ? <span className={styles.spinner} aria-hidden="true" /> : icon}
      {children}
    </button>
  )
}
