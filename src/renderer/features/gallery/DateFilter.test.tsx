import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { DateFilter, RangeForm } from './DateFilter.tsx'
import { ANY_DAY, type DaySpan } from './day-span.ts'

/** The menu, and the fields by what they hold, as they were drawn last. */
const { menu, fields } = vi.hoisted(() => ({
  menu: [] as MenuEntry[],
  fields: [] as ((event: { target: { value: string } }) => void)[],
}))
vi.mock('../../ui/Menu.tsx', () => ({
  Menu: ({ trigger, entries }: { trigger: React.ReactElement; entries: MenuEntry[] }) => {
    menu.splice(0, Number.POSITIVE_INFINITY, ...entries)
    return trigger
  },
}))
vi.mock('../../ui/TextField.tsx', () => ({
  TextField: ({ onChange, ...rest }: React.ComponentProps<'input'>) => {
    fields.push(onChange as (typeof fields)[number])
    return <input {...rest} readOnly />
  },
}))

const filter = (days: DaySpan) => renderToStaticMarkup(<DateFilter days={days} onDays={vi.fn()} />)
const form = (days: DaySpan) =>
  renderToStaticMarkup(<RangeForm days={days} onDays={vi.fn()} onDone={vi.fn()} />)

it('the filter says which days are chosen, with a button that takes them back', () => {
  expect(filter(ANY_DAY)).toContain('aria-label="Date"')
  expect(filter(ANY_DAY)).not.toContain('Any day')
  const week = filter({ kind: 'week' })
  expect(week).toContain('aria-label="Date: Last 7 days"')
  expect(week).toContain('aria-label="Any day"')
})

it('a range begins with the days that are chosen, or with none', () => {
  const chosen = form({ kind: 'range', from: '2026-11-03', to: null })
  expect(chosen).toContain('value="2026-11-03"')
  expect(form({ kind: 'week' })).not.toContain('value="2')
  expect(chosen).toContain('Either may stay open.')
})

it('a range that is backwards says so', () => {
  const backwards = form({ kind: 'range', from: '2026-11-03', to: '2026-11-02' })
  expect(backwards).toContain('The first day is after the last one.')
  expect(backwards.match(/aria-invalid="true"/g)).toHaveLength(2)
  expect(form({ kind: 'range', from: '2026-11-03', to: '2026-11-03' })).not.toContain('aria-invalid')
})

it('the menu offers the periods and a range, marks what is chosen, and chooses', () => {
  const onDays = vi.fn()
  renderToStaticMarkup(<DateFilter days={{ kind: 'week' }} onDays={onDays} />)
  const checks = menu.filter((entry) => entry.kind === 'check')
  expect(checks.map(({ label }) => label)).toEqual([
    'Any day',
    'Today',
    'Yesterday',
    'Last 7 days',
    'Last 30 days',
    'From day to day…',
  ])
  expect(checks.filter(({ checked }) => checked).map(({ label }) => label)).toEqual(['Last 7 days'])
  checks[2]?.run()
  expect(onDays.mock.calls).toEqual([[{ kind: 'yesterday' }]])
  // A range is asked for first.
  checks[5]?.run()
  expect(onDays).toHaveBeenCalledTimes(1)
})

it('a day that is chosen narrows the gallery at once; a range that is backwards does not', () => {
  const chosen = (days: DaySpan, which: 0 | 1, value: string) => {
    const onDays = vi.fn()
    fields.length = 0
    renderToStaticMarkup(<RangeForm days={days} onDays={onDays} onDone={vi.fn()} />)
    fields[which]?.({ target: { value } })
    return onDays.mock.calls.flat()
  }
  const since: DaySpan = { kind: 'range', from: '2026-11-03', to: null }
  expect(chosen(ANY_DAY, 0, '2026-11-03')).toEqual([since])
  expect(chosen(since, 1, '2026-11-05')).toEqual([{ kind: 'range', from: '2026-11-03', to: '2026-11-05' }])
  expect(chosen(since, 1, '2026-11-02')).toEqual([])
  expect(chosen(since, 0, '')).toEqual([ANY_DAY])
})
