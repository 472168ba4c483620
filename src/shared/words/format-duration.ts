import { decimal, signedPercent, whole } from './format-number.ts'
import { say } from './say.ts'

/** Seconds as m:ss, or h:mm:ss from an hour on: 36 -> "0:36". Never negative. */
export function clock(seconds: number): string {
  const all = Math.max(0, Math.round(seconds))
  const hours = Math.floor(all / 3600)
  const minutes = Math.floor((all % 3600) / 60)
  const two = (value: number) => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`
}

/** Seconds of one step of work, for reading: 2.94 -> "2.9 s", 75 -> "1:15". */
export function shortSeconds(seconds: number): string {
  return seconds < 59.95 ? secondsText(seconds, 1) : clock(seconds)
}

/** Seconds with so many digits behind the point, however many they are: (75, 0) -> "75 s". */
export const secondsText = (seconds: number, digits: number): string =>
  say('format.seconds', { amount: decimal(seconds, digits) })

/** Seconds that are known only roughly, at least one: 40.3 -> "40 s", 75 -> "1:15". */
export const roughSeconds = (seconds: number): string =>
  seconds < 59.5 ? secondsText(Math.max(1, Math.round(seconds)), 0) : clock(seconds)

/** Milliseconds of a request, for reading: 12.4 -> "12 ms", 12400 -> "12.4 s". */
export const shortMilliseconds = (ms: number): string =>
  ms < 10_000 ? say('format.milliseconds', { amount: whole(ms) }) : secondsText(ms / 1000, 1)

/** How far a time was from its prediction: "+4%" took longer, "−3%" less; "–" where nothing was predicted. Both in seconds. */
export const offBy = (seconds: number, predictedSeconds: number): string =>
  predictedSeconds > 0 ? signedPercent(seconds / predictedSeconds - 1) : '–'

/** Whole minutes: 9.7 -> "10 min". */
export const minutesText = (minutes: number): string => say('format.minutes', { amount: whole(minutes) })
