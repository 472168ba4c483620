import { isEndless } from '../end-time.ts'
import { LOCALE } from './locale.ts'
import { say } from './say.ts'

const DAY_MS = 86_400_000

// The clock has 24 hours, as the durations beside it do: "18:22" is never taken for a length of time in the morning.
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

const formats = {
  shortDate: new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' }),
  longDate: new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' }),
  dayAndMonth: new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' }),
  weekday: new Intl.DateTimeFormat(LOCALE, { weekday: 'long' }),
  time: new Intl.DateTimeFormat(LOCALE, TIME),
  timeWithSeconds: new Intl.DateTimeFormat(LOCALE, { ...TIME, second: '2-digit' }),
  moment: new Intl.DateTimeFormat(LOCALE, { month: 'short', day: 'numeric', ...TIME, second: '2-digit' }),
  dateAndTime: new Intl.DateTimeFormat(LOCALE, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...TIME,
  }),
}

const RELATIVE = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })

/** "May 14", by the clock of this machine, as every date and time here. `at`: epoch ms. */
export const dayAndMonth = (at: number): string =>
  say('format.date', { date: formats.dayAndMonth.format(at) })

/** "May 14, 2026, 18:22". `at`: epoch ms. */
export const dateAndTime = (at: number): string =>
  say('format.date', { date: formats.dateAndTime.format(at) })

/** "May 14, 18:22:07". `at`: epoch ms. */
export const moment = (at: number): string => say('format.date', { date: formats.moment.format(at) })

/** "May 14, 2026". `at`: epoch ms. */
export const fullDate = (at: number): string => say('format.date', { date: formats.shortDate.format(at) })

/** "May 14 – 20, 2026"; one day where both are of it. Both in epoch ms. */
export const dayRange = (from: number, to: number): string =>
  say('format.date', { date: formats.shortDate.formatRange(from, to) })

/** "18:22". `at`: epoch ms. */
export const timeOfDay = (at: number): string => formats.time.format(at)

/** When something will be: "18:22", "18:22 tomorrow", else with the date: "May 14, 18:22". Both in epoch ms. */
export function comingTime(at: number, now: number): string {
  const time = timeOfDay(at)
  const midnight = new Date(now)
  midnight.setHours(0, 0, 0, 0)
  const days = Math.floor((at - midnight.getTime()) / DAY_MS)
  if (days <= 0) return time
  return days === 1
    ? say('format.tomorrow-at', { time })
    : say('format.date-at', { date: dayAndMonth(at), time })
}

/** After "until": the same, or what ends a job that has no end. Both in epoch ms. */
export const untilWhen = (at: number, now: number): string =>
  isEndless(at) ? say('format.you-stop-it') : comingTime(at, now)

/** "18:22:07". `at`: epoch ms. */
export const timeWithSeconds = (at: number): string => formats.timeWithSeconds.format(at)

/** A day as a heading: "Today", "Yesterday", "Monday", else the date. Both in epoch ms. */
export function dayName(at: number, now: number): string {
  const midnight = new Date(now)
  midnight.setHours(0, 0, 0, 0)
  const days = Math.ceil((midnight.getTime() - at) / DAY_MS)
  if (days <= 0) return say('format.today')
  if (days === 1) return say('format.yesterday')
  return say('format.date', { date: (days < 7 ? formats.weekday : formats.longDate).format(at) })
}

/** How long ago an instant was: "just now", "5 min ago", "3 h ago", else the date. Both in epoch ms. */
export function ago(at: number, now: number): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return say('format.just-now')
  if (minutes < 60) return say('format.minutes-ago', { count: minutes })
  if (minutes < 24 * 60) return say('format.hours-ago', { count: Math.floor(minutes / 60) })
  return say('format.date', { date: formats.shortDate.format(at) })
}

/** How long ago, in the largest unit that fits: "today", "5 days ago", "3 weeks ago", "4 months ago". Both in epoch ms. */
export function longAgo(at: number, now: number): string {
  const days = Math.floor((now - at) / DAY_MS)
  return say('format.long-ago', { ago: relative(days) })
}

function relative(days: number): string {
  if (days < 14) return RELATIVE.format(-Math.max(0, days), 'day')
  if (days < 60) return RELATIVE.format(-Math.floor(days / 7), 'week')
  if (days < 730) return RELATIVE.format(-Math.floor(days / 30), 'month')
  return RELATIVE.format(-Math.floor(days / 365), 'year')
}
