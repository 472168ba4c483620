import type { Notice, Snapshot } from '../../shared/contract.ts'

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
