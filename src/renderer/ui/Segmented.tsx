import { ToggleGroup, Toolbar } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import styles from './Segmented.module.css'

interface SegmentedProps<Value extends string> {
  /** read aloud */
  readonly label: string
  /** null: none of them */
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly options: readonly { readonly value: Value; readonly label: ReactNode; readonly hint?: string }[]
  /** it stands in a toolbar, whose arrow keys lead through it: Tab does not stop at it */
  readonly inToolbar?: boolean
  readonly className?: string | undefined
  readonly id?: string
  readonly 'aria-describedby'?: string | undefined
}

/** One of a few, all in sight. */
export function Segmented<Value extends string>({
  label,
  value,
  onChange,
  options,
  inToolbar = false,
  className,
  id,
  'aria-describedby': describedBy,
}: SegmentedProps<Value>) {
  const Group = inToolbar ? Toolbar.ToggleGroup : ToggleGroup.Root
  const Item = inToolbar ? Toolbar.ToggleItem : ToggleGroup.Item
  return (
    <Group
      type="single"
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      className={cx(styles.group, className)}
      value={value ?? ''}
      onValueChange={(next) => {
        const option = options.find((each) => each.value === next)
        if (option) onChange(option.value)
      }}
    >
      {options.map((option) => (
        <Item key={option.value} value={option.value} className={styles.option} title={option.hint}>
          {option.label}
        </Item>
      ))}
    </Group>
  )
}
