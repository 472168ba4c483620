import type { Notice, Snapshot } from '../../shared/contract.ts'
import type { JobId } from '../../shared/ids.ts'

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

const isTrouble = ({ level }: Notice): boolean => level !== 'success'
