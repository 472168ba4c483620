import type { Notice } from '../../shared/contract.ts'
import type { JobId, WorkerId } from '../../shared/ids.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'

/** As many as a person who comes back may want to read. */
const KEPT = 50
/** A failure ends all requests of a machine; what they say of it within this time is one failure, ms. */
const ONE_FAILURE_MS = 10_000

export interface NoticeText {
  readonly level: Notice['level']
  readonly title: Reason
  readonly text: Reason
  readonly workerId?: WorkerId | null
  readonly jobId?: JobId | null
}

interface Kept {
  readonly notice: Notice
  /** ms of `now` */
  readonly at: number
}

/**
 * What happened, in words; the newest are kept for a panel that is opened later. A failure of a machine that several requests of a job tell
 * of is one notice, raised again with its number of images. `now`: ms of a clock that never goes back.
 */
export function createNotices(newId: () => string, now: () => number, raised: (notice: Notice) => void) {
  const kept: Kept[] = []
  const sameFailure = ({ text, workerId, jobId }: Notice): number =>
    workerId === null
      ? -1
      : kept.findLastIndex(
          ({ notice, at }) =>
            notice.workerId === workerId &&
            notice.jobId === jobId &&
            now() - at < ONE_FAILURE_MS &&
            JSON.stringify(notice.text) === JSON.stringify(text),
        )
  return {
    raise({ level, title, text, workerId = null, jobId = null }: NoticeText): void {
      const fresh: Notice = { id: newId(), level, title, text, workerId, jobId }
      const at = sameFailure(fresh)
      const [before] = at < 0 ? [] : kept.splice(at, 1)
      const notice =
        before === undefined
          ? fresh
          : { ...fresh, id: before.notice.id, title: together(before.notice.title, title) }
      kept.push({ notice, at: now() })
      if (kept.length > KEPT) kept.shift()
      raised(notice)
    },
    /** oldest first */
    newest: (): Notice[] => kept.map(({ notice }) => notice),
  }
}

export type Notices = ReturnType<typeof createNotices>

/** The title of two notices about one failure: of images that came back, all of them; else the newer title. */
function together(before: Reason, title: Reason): Reason {
  const [one, other] = [returnedImages(before), returnedImages(title)]
  return one === null || other === null
    ? title
    : reason('dispatch.came-back-together', { name: other.name, count: one.count + other.count })
}

function returnedImages(title: Reason): { name: string; count: number } | null {
  if (typeof title === 'string' || !title.kind.startsWith('dispatch.came-back')) return null
  const { name, count } = title.params
  return typeof name === 'string' && typeof count === 'number' ? { name, count } : null
}
