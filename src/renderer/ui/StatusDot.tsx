import styles from './StatusDot.module.css'
import type { Tone } from './state-words.ts'

interface StatusDotProps {
  /** `worker`: the worker's own colour (`--tint`) */
  readonly tone: Tone | 'worker'
}

/** A dot beside words that say the same. */
export function StatusDot({ tone }: StatusDotProps) {
  return <span className={styles.dot} data-tone={tone} aria-hidden="true" />
}
