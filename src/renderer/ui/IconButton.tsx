import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names.ts'
import styles from './IconButton.module.css'
import { Kbd } from './Kbd.tsx'
import { Tooltip } from './Tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** what pressing it does; read aloud and shown as a tooltip */
  readonly label: string
  readonly icon: ReactNode
  readonly pressed?: boolean | undefined
  readonly look?: 'quiet' | 'framed' | undefined
  /** false inside a trigger that has its own popup */
  readonly tooltip?: boolean | undefined
  /** what presses it, as written on keys; shown in the tooltip */
  readonly keys?: string | undefined
  /** where the tooltip stands */
  readonly side?: ComponentProps<typeof Tooltip>['side']
}

export function IconButton({
  label,
  icon,
  pressed,
  look = 'quiet',
  tooltip = true,
  keys,
  side,
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
  if (!tooltip) return button
  const text = keys === undefined ? label : <LabelWithKeys label={label} keys={keys} />
  return (
    <Tooltip text={text} side={side}>
      {button}
    </Tooltip>
  )
}

const LabelWithKeys = ({ label, keys }: { label: string; keys: string }) => (
  <span className={styles.withKeys}>
    {label} <Kbd keys={keys} />
  </span>
)
