import { dayRange, fullDate } from '../../../shared/words/format-date.ts'
import { say } from '../../../shared/words/say.ts'

/** A day of the calendar of this computer: "2026-03-29", as a date field holds it. */
export type Day = string

export type Period = 'any' | 'today' | 'yesterday' | 'week' | 'month'

/** The days that pictures are from: a period up to today, or a range whose ends may be open (null). */
export type DaySpan =
  | { readonly kind: Period }
  | { readonly kind: 'range'; readonly from: Day | null; readonly to: Day | null }

export const ANY_DAY: DaySpan = { kind: 'any' }

/** Days from today back to the first and to the last of each period. */
const DAYS: Readonly<Record<Exclude<Period, 'any'>, readonly [first: number, last: number]>> = {
  today: [0, 0],
  yesterday: [1, 1],
  week: [6, 0],
  month: [29, 0],
}

/** Epoch ms; null: no bound. */
export interface TimeBounds {
  /** the first moment that belongs to it */
  readonly since: number | null
  /** the first one after it */
  readonly until: number | null
}

/** The time that days take by the clock of this computer: a day in which it is put forward or back is an hour shorter or longer. */
export function boundsOf(span: DaySpan, now: Date): TimeBounds {
  if (span.kind === 'any') return { since: null, until: null }
  if (span.kind === 'range')
    return {
      since: span.from === null ? null : startOf(span.from, 0),
      until: span.to === null ? null : startOf(span.to, 1),
    }
  const [first, last] = DAYS[span.kind]
  const midnight = (daysAgo: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime()
  return { since: midnight(first), until: last === 0 ? null : midnight(last - 1) }
}

/** Epoch ms at which a day begins, so many days later. */
function startOf(day: Day, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const start = new Date(2000, 0, 1)
  // `new Date(99, …)` would be of 1999.
  start.setFullYear(year, month - 1, date + later)
  return start.getTime()
}

/** Whether the first day of a range comes after its last. Days of four-digit years sort as text. */
export const isBackwards = (from: Day | null, to: Day | null): boolean =>
  from !== null && to !== null && from > to

/** A range of days; any day where both ends are open. */
export const rangeOf = (from: Day | null, to: Day | null): DaySpan =>
  from === null && to === null ? ANY_DAY : { kind: 'range', from, to }

const PERIODS = {
  today: 'pictures.filter.today',
  yesterday: 'pictures.filter.yesterday',
  week: 'pictures.filter.week',
  month: 'pictures.filter.month',
} as const

/** "Last 7 days", "Nov 3 – 10, 2026", "since Nov 3, 2026"; null: any day. */
export function daySpanWords(span: DaySpan): string | null {
  if (span.kind === 'any') return null
  if (span.kind !== 'range') return say(PERIODS[span.kind])
  const from = span.from === null ? null : startOf(span.from, 0)
  const to = span.to === null ? null : startOf(span.to, 0)
  if (from !== null && to !== null) return dayRange(from, to)
  if (from !== null) return say('pictures.filter.since', { day: fullDate(from) })
  return to === null ? null : say('pictures.filter.until', { day: fullDate(to) })
}
