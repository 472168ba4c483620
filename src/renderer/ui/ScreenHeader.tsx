import type { ReactNode } from 'react'
import styles from './ScreenHeader.module.css'

interface ScreenHeaderProps {
  readonly title: string
  /** beside the title, muted: "5 machines · 39.9 ipm now" */
  readonly summary?: ReactNode
  /** buttons at the right, the main one last */
  readonly actions?: ReactNode
  /** between title and actions, e.g. a search field */
  readonly children?: ReactNode
}

/** The bar at the top of a screen: what it is, how things stand, what can be done. */
export function ScreenHeader({ title, summary, actions, children }: ScreenHeaderProps) {
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>{title}</h2>
      {summary !== undefined && <p className={styles.summary}>{summary}</p>}
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </header>
  )
}
