import { type ReactNode, useId } from 'react'
import styles from './SettingsScreen.module.css'

interface SettingsGroupProps {
  readonly title: string
  readonly text?: string
  readonly children: ReactNode
}

/** Settings that belong together, under a heading at the left. */
export function SettingsGroup({ title, text, children }: SettingsGroupProps) {
  const id = useId()
  return (
    <section className={styles.group} aria-labelledby={id}>
      <div>
        <h3 id={id}>{title}</h3>
        {text !== undefined && <p className={styles.groupText}>{text}</p>}
      </div>
      <div className={styles.rows}>{children}</div>
    </section>
  )
}
