import { z } from 'zod'
import { LIMITS } from './limits.ts'

export const MINUTES_OF_DAY = 1440

/** Epoch ms at which it is; fixed when the job is submitted, and kept from then on. null: not submitted yet. */
const at = z.number().int().nullable()

/**
 * When a job in "as many as fit" ends, as a person says it: at a time of the day by the clock of this machine (tomorrow, where that has
 * passed today), so long after it was submitted, or never.
 */
export const EndTime = z.discriminatedUnion('by', [
  z.object({
    by: z.literal('clock'),
    /** after midnight */
    minutes: z
      .number()
      .int()
      .min(0)
      .max(MINUTES_OF_DAY - 1),
    at,
  }),
  z.object({
    by: z.literal('duration'),
    seconds: z.number().int().min(LIMITS.duration.min).max(LIMITS.duration.max),
    at,
  }),
  /** it goes on until somebody stops it */
  z.object({ by: z.literal('never'), at }),
])
export type EndTime = z.infer<typeof EndTime>

/** Epoch ms: the end of a job that has none, the last moment of the year 9999. */
const NEVER_AT = 253_402_300_799_999

/** Whether a job with this end, epoch ms, goes on until somebody stops it. */
export const isEndless = (at: number): boolean => at >= NEVER_AT

/** As a person types it, and as it is shown where it can be typed. */
const NEVER = 'never'

const CLOCK = /^(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$/
const DURATION =
  /^(?:(\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hours?))?\s*(?:(\d+(?:\.\d+)?)\s*(?:m|min|mins|minutes?))?\s*(?:(\d+)\s*(?:s|sec|secs|seconds?))?$/

/** What a person typed: "18:00", "6:30 pm", "45m", "1h30m", "90 min", "never". null: neither a time of the day nor a duration within the limits. */
export function endTimeFrom(text: string): EndTime | null {
  const typed = text.trim().toLowerCase()
  if (typed === NEVER) return { by: 'never', at: null }
  return clockFrom(typed) ?? durationFrom(typed)
}

function clockFrom(typed: string): EndTime | null {
  const [, hour, minute, half] = CLOCK.exec(typed) ?? []
  // A number alone may be an hour or minutes.
  if (hour === undefined || (minute === undefined && half === undefined)) return null
  const [hours, minutes] = [Number(hour), Number(minute ?? 0)]
  if (minutes > 59 || (half === undefined ? hours > 23 : hours < 1 || hours > 12)) return null
  const of24 = half === undefined ? hours : (hours % 12) + (half === 'pm' ? 12 : 0)
  return { by: 'clock', minutes: of24 * 60 + minutes, at: null }
}

function durationFrom(typed: string): EndTime | null {
  const [, h = 0, m = 0, s = 0] = DURATION.exec(typed) ?? []
  const seconds = Math.round(Number(h) * 3600 + Number(m) * 60 + Number(s))
  const within = seconds >= LIMITS.duration.min && seconds <= LIMITS.duration.max
  return within ? { by: 'duration', seconds, at: null } : null
}

/** As a person types it: "18:00", "45m", "1h 30m"; '' while nothing that is a time was typed. */
export function endTimeText(time: EndTime): string {
  if (time.by === 'never') return NEVER
  if (time.by === 'clock') {
    const two = (value: number) => String(value).padStart(2, '0')
    return `${two(Math.floor(time.minutes / 60))}:${two(time.minutes % 60)}`
  }
  const { seconds } = time
  if (Number.isNaN(seconds)) return ''
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const parts = [h > 0 ? `${h}h` : '', m > 0 ? `${m}m` : '', s > 0 ? `${s}s` : '']
  return parts.filter((part) => part !== '').join(' ')
}

/** The same, to be at that moment from now on: the next such time of the day, so long from now, or never. `now`: epoch ms. */
export function fixedEndTime(time: EndTime, now: number): EndTime & { readonly at: number } {
  if (time.by === 'never') return { ...time, at: NEVER_AT }
  const at = time.by === 'duration' ? Math.round(now + time.seconds * 1000) : nextTime(time.minutes, now)
  return { ...time, at }
}

function nextTime(minutes: number, now: number): number {
  const time = new Date(now)
  time.setHours(Math.floor(minutes / 60), minutes % 60, 0, 0)
  if (time.getTime() <= now) time.setDate(time.getDate() + 1)
  return time.getTime()
}
