import type { Notice } from '../../shared/contract.ts'
import type { JobId, WorkerId } from '../../shared/ids.ts'
import type { Reason } from '../../shared/words/reason.ts'

/** As many as a person who comes back may want to read. */
const KEPT = 50

export interface NoticeText {
  readonly level: Notice['level']
  readonly title: Reason
  readonly text: Reason
  readonly workerId?: WorkerId | null
  readonly jobId?: JobId | null
}

/** What happened, in words; the newest are kept for a panel that is opened later. */
export function createNotices(newId: () => string, raised: (notice: Notice) => void) {
  const kept: Notice[] = []
  return {
    raise({ level, title, text, workerId = null, jobId = null }: NoticeText): void {
      const notice: Notice = { id: newId(), level, title, text, workerId, jobId }
      kept.push(notice)
      if (kept.length > KEPT) kept.shift()
      raised(notice)
    },
    /** oldest first */
    newest: (): Notice[] => [...kept],
  }
}

export type Notices = ReturnType<typeof createNotices>
