import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { inWords } from '../../../shared/words/say.ts'
import type { ServerActivity } from '../worker-connection.ts'
import type { BusyElsewhere } from '../worker-entry.ts'

/** Counted for work whose end nobody knows, ms of fleet time. */
const UNKNOWN_END_MS = 15_000
/** Somebody else has just stopped our work there. */
export const STOPPED_BY_OTHERS: BusyElsewhere = {
  text: reason('fleet.others-work-there'),
  untilAt: null,
  ms: UNKNOWN_END_MS,
}
/** No server's own reckoning is believed beyond this, ms of fleet time. */
const LONGEST_MS = 3_600_000

/**
 * Work that is not a running request of ours, as planning counts it (until its end) and as the card says it; null: nothing runs.
 * The server's reckoning is in real seconds; `timeScale`: fleet ms per real ms; `wall`: epoch ms; `lostRequest`: it may be one of
 * ours whose connection broke.
 */
export function busyElsewhereOf(
  activity: ServerActivity | null,
  facts: { timeScale: number; wall: number; lostRequest: boolean },
): BusyElsewhere | null {
  if (activity === null || !activity.busy) return null
  const { etaSeconds } = activity
  const told = etaSeconds !== null && Number.isFinite(etaSeconds) && etaSeconds >= 0
  const ms = Math.min(LONGEST_MS, told ? Math.ceil(etaSeconds * facts.timeScale) * 1000 : UNKNOWN_END_MS)
  return {
    text: textOf(activity, facts.lostRequest),
    untilAt: told ? facts.wall + ms : null,
    ms,
  }
}

function textOf({ fromPage, fraction }: ServerActivity, lostRequest: boolean): Reason {
  const who = fromPage ? 'own-page' : lostRequest ? 'lost-request' : 'other-program'
  if (fraction === null || !(fraction > 0)) return reason(`fleet.${who}`)
  return reason(`fleet.${who}-part`, { percent: Math.round(Math.min(1, fraction) * 100) })
}

/** The same as far as planning is concerned: a new value would make it plan again. */
export const sameBusy = (a: BusyElsewhere | null, b: BusyElsewhere | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    inWords(a.text) === inWords(b.text) &&
    a.ms === b.ms &&
    a.untilAt === b.untilAt)
