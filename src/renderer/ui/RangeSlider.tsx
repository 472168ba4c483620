import { Slider as Radix } from 'radix-ui'
import styles from './Slider.module.css'

interface RangeSliderProps {
  /** of its two ends, read aloud with their values */
  readonly labels: readonly [from: string, to: string]
  readonly value: readonly [from: number, to: number]
  readonly onChange: (value: [from: number, to: number]) => void
  readonly min: number
  readonly max: number
  readonly step: number
  readonly 'aria-describedby'?: string | undefined
}

/** A part of a range, between two handles. */
export function RangeSlider({ labels, value, onChange, min, max, step, ...described }: RangeSliderProps) {
  const shown = value.map((each, at) =>
    Number.isNaN(each) ? (at === 0 ? min : max) : Math.min(max, Math.max(min, each)),
  )
  return (
    <Radix.Root
      className={styles.slider}
      value={shown}
      onValueChange={([from, to]) => from !== undefined && to !== undefined && onChange([from, to])}
      min={min}
      max={max}
      step={step}
    >
      <Radix.Track className={styles.track}>
        <Radix.Range className={styles.range} />
      </Radix.Track>
      {labels.map((label) => (
        <Radix.Thumb key={label} className={styles.thumb} aria-label={label} {...described} />
      ))}
    </Radix.Root>
  )
}
