import type { ReactNode } from 'react'
import styles from './Chip.module.css'
import { cx } from './class-names.ts'

interface ChipProps {
  readonly children: ReactNode
  /** before the words, and no more than they say */
  readonly icon?: ReactNode
  /** it is to be seen at once; @defaultValue false */
  readonly strong?: boolean
}

/** A word or two about the thing beside it: "job 31", "First". */
export function Chip({ children, icon, strong = false }: ChipProps) {
  return (
    <span className={cx(styles.chip, strong && styles.strong)}>
      {icon}
      {children}
    </span>
  )
}
