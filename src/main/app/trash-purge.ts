import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { problemOf } from '../core/failure.ts'
import type { Trash } from '../gallery/trash/trash.ts'

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
  /** real ms; for tests */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Deletes for good what has been in the trash for long enough: once it is `ready`, then once a day. Resolves when `signal` is aborted. */
export async function purgeDaily(deps: PurgeDeps): Promise<void> {
  const { signal } = deps
  const wait = deps.wait ?? pause
  await deps.ready
  while (!signal.aborted) {
    try {
      await purgeOld(deps, wait)
    } catch (error) {
      // Tomorrow is another day; until then nothing more is deleted.
      if (!signal.aborted)
        deps.report(reason('gallery.trash.purge-failed', { error: problemOf(error).message }))
    }
    await wait(DAY_MS, signal)
  }
}

async function purgeOld(deps: PurgeDeps, wait: (ms: number, signal: AbortSignal) => Promise<void>) {
  const { trash, signal } = deps
  let purged = 0
  try {
    while (!signal.aborted) {
      const days = deps.days()
      if (days === null) return
      const { imageIds, problem } = await trash.purgeBefore(deps.wall() - days * DAY_MS, STEP)
      purged += imageIds.length
      if (problem !== null) deps.report(reason('gallery.trash.purge-failed', { error: problem.message }))
      if (problem !== null || imageIds.length === 0) return
      await wait(PAUSE_MS, signal)
    }
  } finally {
    if (purged > 0) deps.changed()
  }
}

/** Resolves after real ms, or when it is aborted. Never keeps the process alive. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    timer.unref()
    signal.addEventListener('abort', end, { once: true })
    if (signal.aborted) end()
  })
}
