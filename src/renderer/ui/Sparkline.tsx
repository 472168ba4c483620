import styles from './Sparkline.module.css'
import { sparklinePoints } from './sparkline-path.ts'

interface SparklineProps {
  /** read aloud, e.g. "ipm of the last 12 benchmarks" */
  readonly label: string
  /** oldest first */
  readonly values: readonly number[]
  readonly width?: number
  readonly height?: number
}

/** A small line of how a value went, in the worker's colour (`--tint`). Where there is less room it is squeezed, not cut. */
export function Sparkline({ label, values, width = 108, height = 24 }: SparklineProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles.line}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
    >
      <polyline points={sparklinePoints(values, width, height)} />
    </svg>
  )
}
