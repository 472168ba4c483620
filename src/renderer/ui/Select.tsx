import { Command } from 'cmdk'
import { Check, ChevronDown } from 'lucide-react'
import { Popover } from 'radix-ui'
import { type CSSProperties, useRef, useState } from 'react'
import { say } from '../../shared/words/say.ts'
import { cx } from './class-names.ts'
import type { FieldControl } from './Field.tsx'
import floating from './floating.module.css'
import { choicesOf, longestLabel, type Option, searchOptions } from './option-search.ts'
import styles from './Select.module.css'
import rows from './search-list.module.css'

interface SelectProps<Value extends string> extends Partial<FieldControl> {
  /** read aloud, and the name of the search field */
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
  readonly options: readonly Option<Value>[]
  /** what is shown for a value that is not among the options */
  readonly unknownLabel?: string
  readonly disabled?: boolean
  readonly className?: string
}

/** From this many options on there is a field to search them. */
const SEARCHED_FROM = 9

/** One of many. Long lists are searched by typing; arrow keys, Home, End and Enter work as in a native list. */
export function Select<Value extends string>({
  label,
  value,
  onChange,
  options,
  unknownLabel,
  disabled = false,
  className,
  ...control
}: SelectProps<Value>) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const chosen = options.find((option) => option.value === value)
  const valueLabel = chosen?.label ?? unknownLabel ?? value
  const choices = choicesOf(options, value)
  const searched = choices.length >= SEARCHED_FROM
  const shown = searchOptions(choices, typed)
  const toggle = (next: boolean) => {
    setTyped('')
    setOpen(next)
  }
  return (
    <Popover.Root open={open} onOpenChange={toggle}>
      <Popover.Trigger asChild>
        <button
          type="button"
          role="combobox"
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-label={label}
          className={cx(styles.trigger, className)}
          disabled={disabled}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
            event.preventDefault()
            toggle(true)
          }}
          {...control}
        >
          <span
            className={cx(styles.value, !chosen && styles.unknown)}
            title={valueLabel}
            translate={translateOf({ value, label: valueLabel })}
          >
            {valueLabel}
          </span>
          {chosen?.aside !== undefined && <span className={styles.chip}>{chosen.aside}</span>}
          <ChevronDown aria-hidden="true" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className={cx(floating.surface, styles.popover)}
          style={{ '--longest': longestLabel(options) } as CSSProperties}
          onOpenAutoFocus={(event) => {
            if (searched) return
            event.preventDefault()
            list.current?.focus()
          }}
        >
          <Command
            ref={list}
            label={label}
            shouldFilter={false}
            defaultValue={value}
            loop
            className={rows.command}
          >
            {searched && (
              <Command.Input
                className={rows.search}
                placeholder={say('panel.select.search')}
                value={typed}
                onValueChange={setTyped}
              />
            )}
            <Command.List label={label} className={cx(rows.list, styles.list)}>
              <Command.Empty className={cx(rows.none, styles.none)}>
                {say('panel.select.none', { typed })}
              </Command.Empty>
              {shown.map((option) => (
                <Command.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className={cx(rows.option, styles.option)}
                  onSelect={() => {
                    onChange(option.value)
                    toggle(false)
                  }}
                >
                  <Check
                    className={cx(styles.check, option.value !== value && styles.unchecked)}
                    aria-hidden="true"
                  />
                  <span className={styles.optionLabel} title={option.label} translate={translateOf(option)}>
                    {option.label}
                  </span>
                  {option.aside !== undefined && <span className={styles.aside}>{option.aside}</span>}
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** A label that is the value itself is a name: it stays as it is in every language. */
const translateOf = ({ value, label }: Option<string>): 'no' | undefined =>
  label === value ? 'no' : undefined
