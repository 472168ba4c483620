import { type ComponentProps, type KeyboardEvent, useState } from 'react'
import { cx } from './class-names.ts'
import { clampNumber, type NumberRange, parseNumber, stepNumber } from './number-entry.ts'
import styles from './TextField.module.css'

interface NumberFieldProps
  extends NumberRange,
    Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'min' | 'max' | 'step'> {
  /** NaN: nothing that is a number was typed */
  readonly value: number
  /** the value that an empty field stands for, e.g. -1 for a random seed; without it, empty is NaN */
  readonly empty?: number
  /** what leaving the field does with a value that is out of range: bring it in, or leave it with its error */
  readonly onLeave?: 'clamp' | 'keep'
  /** called with every key, possibly with a value that is out of range or NaN, so that the form can say what is wrong */
  readonly onChange: (value: number) => void
}

const KEY_STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }

/**
 * A number: arrow keys step it (Page Up/Down by ten), the wheel leaves it alone, and leaving the field brings it into
 * range. Put it into a Field, which labels it and says what is wrong.
 */
export function NumberField({
  value,
  onChange,
  empty = Number.NaN,
  onLeave = 'clamp',
  min,
  max,
  step = 1,
  snap = true,
  className,
  onBlur,
  onKeyDown,
  ...rest
}: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const range = { min, max, step, snap }
  const shown = typed ?? (Object.is(value, empty) ? '' : String(value))
  const read = (text: string) => (text.trim() === '' ? empty : parseNumber(text))
  const set = (next: number) => {
    setTyped(null)
    if (!Object.is(next, value)) onChange(next)
  }
  const handleKey = (event: KeyboardEvent<HTMLInputElement>) => {
    onKeyDown?.(event)
    const steps = KEY_STEPS[event.key]
    if (steps === undefined || event.defaultPrevented) return
    event.preventDefault()
    set(stepNumber(value, event.shiftKey ? steps * 10 : steps, range))
  }
  return (
    <input
      type="text"
      inputMode="decimal"
      role="spinbutton"
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={Number.isNaN(value) ? undefined : value}
      autoComplete="off"
      className={cx(styles.input, className)}
      value={shown}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange(read(event.target.value))
      }}
      onKeyDown={handleKey}
      onBlur={(event) => {
        if (onLeave === 'clamp') set(Number.isNaN(value) ? min : clampNumber(value, range))
        onBlur?.(event)
      }}
      {...rest}
    />
  )
}
