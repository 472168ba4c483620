import { say } from '../../shared/words/say.ts'
import { Field } from './Field.tsx'
import { NumberField } from './NumberField.tsx'
import { Slider } from './Slider.tsx'
import styles from './SliderField.module.css'

interface SliderFieldProps {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
  readonly min: number
  readonly max: number
  readonly step: number
  /** where the slider ends; larger values are typed */
  readonly sliderMax?: number
  /** a sentence on what it is for, shown on hover and focus */
  readonly help?: string | undefined
  readonly error: string | undefined
}

/** A slider with its number, which can be typed. */
export function SliderField({
  label,
  value,
  onChange,
  min,
  max,
  step,
  sliderMax = max,
  help,
  error,
}: SliderFieldProps) {
  return (
    <Field
      label={label}
      help={help}
      error={error}
      className={styles.field}
      aside={(control) => (
        <NumberField
          {...control}
          className={styles.number}
          value={value}
          onChange={onChange}
          min={min}
          max={max}
          step={step}
          snap={Number.isInteger(step)}
        />
      )}
    >
      {(control) => (
        <Slider
          aria-describedby={control['aria-describedby']}
          label={say('generate.slider', { field: label })}
          value={value}
          onChange={onChange}
          min={min}
          max={sliderMax}
          step={step}
        />
      )}
    </Field>
  )
}
