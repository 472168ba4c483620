import type { Notice, Snapshot } from '../../shared/contract.ts'
import type { JobId } from '../../shared/ids.ts'
import { inWords } from '../../shared/words/say.ts'

/** How many notices are kept; older ones are forgotten. */
export const NOTICES_KEPT = 200

export interface NoticesSlice {
  /** newest last */
  readonly notices: readonly Notice[]
}

export const noNotices: NoticesSlice = { notices: [] }

export const noticesOf = (snapshot: Snapshot): NoticesSlice => ({
  notices: snapshot.notices.slice(-NOTICES_KEPT),
})

/** Adds a notice; one with the same id is replaced. */
export function noticeRaised(slice: NoticesSlice, notice: Notice): NoticesSlice {
  const others = slice.notices.filter(({ id }) => id !== notice.id)
  return { notices: [...others, notice].slice(-NOTICES_KEPT) }
}

/** What befell a job, newest last: what Generate shows above its timeline. */
export const noticesOfJob = ({ notices }: NoticesSlice, jobId: JobId): Notice[] =>
  notices.filter((notice) => notice.jobId === jobId && isTrouble(notice))

/** Whether a notice stands on the screen already, above the timeline of its job. `shown`: the job that Generate is about, if it is in sight. */
export const isOnScreen = (notice: Notice, shown: JobId | null): boolean =>
  notice.jobId !== null && notice.jobId === shown && isTrouble(notice)

/**
 * Whether a person sees it already: it stands above the timeline, or the notice there tells of the same failure of the same machine, which
 * another job has met, too.
 */
export function isTold(slice: NoticesSlice, notice: Notice, shown: JobId | null): boolean {
  if (isOnScreen(notice, shown)) return true
  const above = shown === null ? undefined : noticesOfJob(slice, shown).at(-1)
  return above !== undefined && above.workerId !== null && failureOf(above) === failureOf(notice)
}

/** What is the same of all notices about one failure of a machine; of any other notice, its id. */
export const failureOf = (notice: Notice): string =>
  notice.workerId === null || !isTrouble(notice) ? notice.id : `${notice.workerId} ${inWords(notice.text)}`

const isTrouble = ({ level }: Notice): boolean => level !== 'success'
