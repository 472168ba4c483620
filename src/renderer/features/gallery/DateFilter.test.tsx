import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { DateFilter, RangeForm } from './DateFilter.tsx'
import { ANY_DAY, type DaySpan } from './day-span.ts'

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
