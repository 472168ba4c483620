import { Slider as Radix } from 'radix-ui'
import { cx } from './class-names.ts'
import styles from './Slider.module.css'

interface SliderProps {
  /** read aloud with the value */
  readonly label: string
  /** the value as it is read aloud, where the number says little */
  readonly words?: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly min: number
  readonly max: number
  readonly step?: number
  readonly className?: string | undefined
  readonly 'aria-describedby'?: string | undefined
}

export function Slider({
  label,
  words,
  value,
  onChange,
  min,
  max,
  step = 1,
  className,
  'aria-describedby': describedBy,
}: SliderProps) {
  const shown = Number.isNaN(value) ? min : Math.min(max, Math.max(min, value))
  return (
    <Radix.Root
      className={cx(styles.slider, className)}
      value={[shown]}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      min={min}
      max={max}
      step={step}
    >
      <Radix.Track className={styles.track}>
        <Radix.Range className={styles.range} />
      </Radix.Track>
      <Radix.Thumb
        className={styles.thumb}
        aria-label={label}
        aria-valuetext={words}
        aria-describedby={describedBy}
      />
    </Radix.Root>
  )
}
