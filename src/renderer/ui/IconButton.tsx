import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names.ts'
import styles from './IconButton.module.css'
import { Tooltip } from './Tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** what pressing it does; read aloud and shown as a tooltip */
  readonly label: string
  readonly icon: ReactNode
  readonly pressed?: boolean | undefined
  readonly look?: 'quiet' | 'framed' | undefined
  /** false inside a trigger that has its own popup */
  readonly tooltip?: boolean | undefined
}

export function IconButton({
  label,
  icon,
  pressed,
  look = 'quiet',
  tooltip = true,
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type="button"
      className={cx(styles.button, styles[look], className)}
      aria-label={label}
      aria-pressed={pressed}
      {...rest}
    >
      {icon}
    </button>
  )
  return tooltip ? <Tooltip text={label}>{button}</Tooltip> : button
}
