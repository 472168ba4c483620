import { ArrowDownToLine } from 'lucide-react'
import styles from './DropVeil.module.css'

/** Over the board while something from elsewhere hovers above it. */
export function DropVeil() {
  return (
    <div className={styles.veil}>
      <ArrowDownToLine aria-hidden="true" />
      <p className={styles.words}>Drop to see what it would add</p>
      <p>Nothing changes and nothing is sent before you agree.</p>
    </div>
  )
}

/** Says at the bottom of the board what can be dropped on it. */
export function DropHint() {
  return (
    <p className={styles.hint}>
      Drop or paste a web address, a list of <b>name:address:port</b>, a workers.json or a
      distributed-config.json anywhere on this board
    </p>
  )
}
