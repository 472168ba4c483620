import { cx } from './class-names.ts'
import styles from './ProgressBar.module.css'

interface ProgressBarProps {
  /** read aloud; null where words beside it say the same */
  readonly label: string | null
  /** 0..1; null: under way, nobody knows how far */
  readonly fraction: number | null
  readonly className?: string | undefined
}

/** A thin bar. Takes the worker's colour (`--tint`) where there is one, else the accent. */
export function ProgressBar({ label, fraction, className }: ProgressBarProps) {
  const shown = fraction === null ? null : Math.min(1, Math.max(0, fraction))
  const spoken =
    label === null
      ? { 'aria-hidden': true }
      : {
          role: 'progressbar',
          'aria-label': label,
          'aria-valuemin': 0,
          'aria-valuemax': 100,
          'aria-valuenow': shown === null ? undefined : Math.round(shown * 100),
        }
  return (
    <div className={cx(styles.bar, className)} {...spoken}>
      <div
        className={cx(styles.fill, shown === null && styles.unknown)}
        style={shown === null ? undefined : { translate: `${(shown - 1) * 100}% 0` }}
      />
    </div>
  )
}
