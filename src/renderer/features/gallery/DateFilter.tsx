import { Popover } from 'radix-ui'
import { useId, useRef, useState } from 'react'
import type { MessageKey } from '../../../shared/words/catalogue.ts'
import { say } from '../../../shared/words/say.ts'
import { cx } from '../../ui/class-names.ts'
import { Field } from '../../ui/Field.tsx'
import floating from '../../ui/floating.module.css'
import { TextField } from '../../ui/TextField.tsx'
import styles from './DateFilter.module.css'
import {
  ANY_DAY,
  type Day,
  type DaySpan,
  daySpanWords,
  isBackwards,
  type Period,
  rangeOf,
} from './day-span.ts'
import { FilterMenu } from './FilterMenu.tsx'

const PERIODS = {
  any: 'pictures.filter.any-day',
  today: 'pictures.filter.today',
  yesterday: 'pictures.filter.yesterday',
  week: 'pictures.filter.week',
  month: 'pictures.filter.month',
} as const satisfies Record<Period, MessageKey>
const PERIOD_NAMES = Object.keys(PERIODS) as readonly Period[]

interface DateFilterProps {
  readonly days: DaySpan
  readonly onDays: (days: DaySpan) => void
}

/** By day: a period from the menu, or a range of days, which is asked for in a small panel in its place. */
export function DateFilter({ days, onDays }: DateFilterProps) {
  const [asking, setAsking] = useState(false)
  const anchor = useRef<HTMLDivElement>(null)
  const chosen = daySpanWords(days)
  return (
    <Popover.Root open={asking} onOpenChange={setAsking}>
      <Popover.Anchor asChild>
        <div ref={anchor} className={styles.anchor}>
          <FilterMenu
            label={say('pictures.filter.date')}
            chosen={chosen}
            spoken={chosen === null ? null : say('pictures.filter.date-is', { chosen })}
            all={say(PERIODS.any)}
            onClear={() => onDays(ANY_DAY)}
            takeFocus={() => asking}
            entries={[
              ...PERIOD_NAMES.map((name) => ({
                kind: 'check' as const,
                label: say(PERIODS[name]),
                checked: days.kind === name,
                run: () => onDays({ kind: name }),
              })),
              { kind: 'line' },
              {
                kind: 'check',
                label: say('pictures.filter.range'),
                checked: days.kind === 'range',
                run: () => setAsking(true),
              },
            ]}
          />
        </div>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          aria-label={say('pictures.filter.range')}
          align="start"
          sideOffset={5}
          collisionPadding={8}
          className={cx(floating.surface, styles.panel)}
          onCloseAutoFocus={(event) => {
            // There is no trigger to go back to: the menu's button opened the menu.
            event.preventDefault()
            anchor.current?.querySelector('button')?.focus()
          }}
        >
          <RangeForm days={days} onDays={onDays} onDone={() => setAsking(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface Draft {
  readonly from: Day | null
  readonly to: Day | null
}

interface RangeFormProps extends DateFilterProps {
  readonly onDone: () => void
}

/** The first and the last day. A range narrows the gallery as soon as it makes sense. */
export function RangeForm({ days, onDays, onDone }: RangeFormProps) {
  const [draft, setDraft] = useState<Draft>(() => (days.kind === 'range' ? days : { from: null, to: null }))
  const hint = useId()
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    if (!isBackwards(next.from, next.to)) onDays(rangeOf(next.from, next.to))
  }
  const backwards = isBackwards(draft.from, draft.to)
  return (
    <form
      className={styles.range}
      onSubmit={(event) => {
        event.preventDefault()
        if (!backwards) onDone()
      }}
    >
      <DayField
        label={say('pictures.filter.from')}
        hint={hint}
        wrong={backwards}
        day={draft.from}
        onDay={(from) => change({ from })}
      />
      <DayField
        label={say('pictures.filter.to')}
        hint={hint}
        wrong={backwards}
        day={draft.to}
        onDay={(to) => change({ to })}
      />
      <p id={hint} className={backwards ? styles.wrong : styles.hint} role={backwards ? 'alert' : undefined}>
        {say(backwards ? 'pictures.filter.backwards' : 'pictures.filter.open-ends')}
      </p>
      {/* Enter in a field closes the panel. */}
      <button type="submit" hidden />
    </form>
  )
}

interface DayFieldProps {
  readonly label: string
  /** id of the text that says what is wrong, or may be left out */
  readonly hint: string
  readonly wrong: boolean
  readonly day: Day | null
  readonly onDay: (day: Day | null) => void
}

function DayField({ label, hint, wrong, day, onDay }: DayFieldProps) {
  return (
    <Field label={label}>
      {(control) => (
        <TextField
          {...control}
          type="date"
          max={DATE_MAX}
          aria-describedby={hint}
          aria-invalid={wrong || undefined}
          value={day ?? ''}
          onChange={(event) => onDay(event.target.value || null)}
        />
      )}
    </Field>
  )
}

/** The field takes no year of five digits, which would sort wrongly. */
const DATE_MAX = '9999-12-31'
