import { Popover } from 'radix-ui'
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Offer } from '../../../../shared/fleet-offers.ts'
import { optionsOf } from '../../../offers/offer-options.ts'
import { cx } from '../../../ui/class-names.ts'
import type { FieldControl } from '../../../ui/Field.tsx'
import floating from '../../../ui/floating.module.css'
import { searchOptions } from '../../../ui/option-search.ts'
import { TextArea } from '../../../ui/TextArea.tsx'
import { type TypedValue, valueAtCaret, withValue } from './typed-value.ts'
import styles from './ValuesArea.module.css'

const MOST_SHOWN = 8

interface ValuesAreaProps {
  readonly control: FieldControl
  readonly text: string
  readonly onText: (text: string) => void
  /** names that values can be completed to; none: they are typed */
  readonly offered: readonly Offer[]
  /** values that the axis has already */
  readonly values: readonly string[]
  readonly placeholder: string
  /** of the list, read aloud */
  readonly label: string
}

/**
 * A list of values with commas. Where the fleet lists names, those that match what is typed are shown below: up and down choose, Tab and Enter
 * take, Escape closes, Ctrl+Space shows all. The focus stays in the text.
 */
export function ValuesArea({ control, text, onText, offered, values, placeholder, label }: ValuesAreaProps) {
  const area = useRef<HTMLDivElement>(null)
  const list = useId()
  const [at, setAt] = useState<TypedValue | null>(null)
  const [row, setRow] = useState(0)
  const caret = useRef<number | null>(null)
  // Behind a value that was put in: the browser leaves the caret at the end.
  useLayoutEffect(() => {
    const field = area.current?.querySelector('textarea')
    if (caret.current === null || !field) return
    field.setSelectionRange(caret.current, caret.current)
    caret.current = null
  })
  const rows = at === null ? [] : rowsFor(at, offered, values)
  const close = () => setAt(null)
  const look = (field: HTMLTextAreaElement, all = false) => {
    const value = valueAtCaret(field.value, field.selectionStart)
    const sought = all ? { ...value, typed: '' } : value
    setRow(isWhole(sought, offered) ? -1 : 0)
    setAt(offered.length > 0 && (all || value.typed !== '') ? sought : null)
  }
  const take = (name: string) => {
    if (at === null) return
    const made = withValue(text, at, name)
    caret.current = made.caret
    close()
    onText(made.text)
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault()
      look(event.currentTarget, true)
      return
    }
    if (rows.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = rows[row]
    if (step !== undefined) setRow((Math.max(row, step < 0 ? 0 : -1) + step + rows.length) % rows.length)
    else if (chosen && (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey))) take(chosen.value)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const open = rows.length > 0
  return (
    <Popover.Root open={open} onOpenChange={(next) => !next && close()}>
      <Popover.Anchor asChild>
        <div ref={area}>
          <TextArea
            {...control}
            value={text}
            minRows={1}
            maxRows={5}
            placeholder={placeholder}
            spellCheck={false}
            aria-autocomplete={offered.length > 0 ? 'list' : undefined}
            aria-controls={open ? list : undefined}
            aria-activedescendant={open && row >= 0 ? `${list}-${row}` : undefined}
            onChange={(event) => {
              onText(event.target.value)
              look(event.target)
            }}
            onKeyDown={press}
            onBlur={close}
          />
        </div>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={cx(floating.surface, styles.popover)}
          role="presentation"
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          // The field closes it when it is left.
          onInteractOutside={(event) => event.preventDefault()}
        >
          <div id={list} role="listbox" aria-label={label} className={styles.list}>
            {rows.map((option, place) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field
              <div
                key={option.value}
                id={`${list}-${place}`}
                role="option"
                tabIndex={-1}
                aria-selected={place === row}
                className={styles.option}
                // The focus stays in the text.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(option.value)}
              >
                <span className={styles.name} title={option.label} translate="no">
                  {option.label}
                </span>
                {option.aside !== undefined && <span className={styles.aside}>{option.aside}</span>}
              </div>
            ))}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** What fits what is typed, but for what the axis has. */
const rowsFor = ({ typed }: TypedValue, offered: readonly Offer[], values: readonly string[]) =>
  searchOptions(
    optionsOf(
      offered.filter(({ name }) => !values.includes(name)),
      'where-missing',
    ),
    typed,
  ).slice(0, MOST_SHOWN)

/** A whole name needs no completing: a longer one is taken only where somebody went to it. */
const isWhole = ({ typed }: TypedValue, offered: readonly Offer[]): boolean =>
  offered.some(({ name }) => name.toLowerCase() === typed.trim().toLowerCase())
