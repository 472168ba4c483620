import type { ReactNode } from 'react'
import styles from './Named.module.css'

/** What is drawn in a button, read aloud as `name` instead: words on it that are part of the drawing are no second name. */
export function Named({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <Spoken>{name}</Spoken>
      <span className={styles.drawn} aria-hidden="true">
        {children}
      </span>
    </>
  )
}

/** Words that are read aloud and not seen. */
export const Spoken = ({ id, children }: { id?: string | undefined; children: ReactNode }) => (
  <span id={id} className={styles.spoken}>
    {children}
  </span>
)
