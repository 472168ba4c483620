import type { ServerActivity } from '../worker-connection.ts'
import type { BusyElsewhere } from '../worker-entry.ts'

/** Counted for work whose end nobody knows, ms of fleet time. */
const UNKNOWN_END_MS = 15_000
/** No server's own reckoning is believed beyond this, ms of fleet time. */
const LONGEST_MS = 3_600_000

/**
 * Somebody else's work, as planning counts it (until its end) and as the card says it; null: nothing runs. The server's reckoning
 * is in real seconds; `timeScale`: fleet ms per real ms; `wall`: epoch ms.
 */
export function busyElsewhereOf(
  activity: ServerActivity | null,
  timeScale: number,
  wall: number,
): BusyElsewhere | null {
  if (activity === null || !activity.busy) return null
  const { etaSeconds, fraction } = activity
  const told = etaSeconds !== null && Number.isFinite(etaSeconds) && etaSeconds >= 0
  const whole = told ? Math.ceil(etaSeconds * timeScale) * 1000 : UNKNOWN_END_MS
  const ms = Math.min(LONGEST_MS, whole)
  const share = fraction !== null && fraction > 0 ? `, ${Math.round(Math.min(1, fraction) * 100)} % done` : ''
  return {
    text: `${activity.fromPage ? 'Somebody works on its own page' : "Busy with another program's request"}${share}`,
    untilAt: told ? wall + ms : null,
    ms,
  }
}

/** The same as far as planning is concerned: a new value would make it plan again. */
export const sameBusy = (a: BusyElsewhere | null, b: BusyElsewhere | null): boolean =>
  a === b || (a !== null && b !== null && a.text === b.text && a.ms === b.ms && a.untilAt === b.untilAt)
