import type { ReactNode } from 'react'
import { say } from '../../../shared/words/say.ts'
import styles from './SettingsScreen.module.css'
import { type Section, sectionId } from './sections.ts'

interface SettingsGroupProps {
  readonly section: Section
  readonly children: ReactNode
}

/** Settings that belong together, under a heading that the list of sections leads to. */
export function SettingsGroup({ section, children }: SettingsGroupProps) {
  const id = sectionId(section)
  return (
    <section className={styles.group} aria-labelledby={id}>
      <header>
        <h3 id={id} tabIndex={-1}>
          {say(`panel.settings.${section}`)}
        </h3>
        <p className={styles.groupText}>{say(`panel.settings.${section}.text`)}</p>
      </header>
      <div className={styles.rows}>{children}</div>
    </section>
  )
}
