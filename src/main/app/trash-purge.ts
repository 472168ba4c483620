import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { problemOf } from '../core/failure.ts'
import type { Trash } from '../gallery/trash/trash.ts'
import { purgeInSteps } from './purge-in-steps.ts'

const DAY_MS = 24 * 3600_000
/** pictures of one step, and ms between two: whoever deletes or stores meanwhile waits for one step at most */
const STEP = 100
const PAUSE_MS = 50

export interface PurgeDeps {
  readonly trash: Pick<Trash, 'purgeBefore'>
  /** age in days after which pictures go, asked anew each time; null: never */
  readonly days: () => number | null
  /** what must be over before the first time */
  readonly ready: Promise<void>
  /** epoch ms */
  readonly wall: () => number
  /** told when something was deleted for good */
  readonly changed: () => void
  readonly report: (what: Reason) => void
  readonly signal: AbortSignal
  /** resolves after real ms, or when the signal is aborted */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Deletes for good what has been in the trash for long enough: once it is `ready`, then once a day. Resolves when `signal` is aborted. */
export async function purgeDaily(deps: PurgeDeps): Promise<void> {
  const { trash, changed, signal, wait } = deps
  const before = () => {
    const days = deps.days()
    return days === null || signal.aborted ? null : deps.wall() - days * DAY_MS
  }
  const rest = () => wait(PAUSE_MS, signal)
  await deps.ready
  while (!signal.aborted) {
    try {
      const { problem } = await purgeInSteps({ trash, before, step: STEP, rest, changed })
      if (problem !== null) deps.report(reason('gallery.trash.purge-failed', { error: problem.message }))
    } catch (error) {
      // Tomorrow is another day; until then nothing more is deleted.
      if (!signal.aborted)
        deps.report(reason('gallery.trash.purge-failed', { error: problemOf(error).message }))
    }
    await wait(DAY_MS, signal)
  }
}
