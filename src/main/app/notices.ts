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
  /** numbers of the images that came back, those of earlier notices about the same failure included */
  readonly images: ReadonlySet<number>
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
      const returned = returnedImages(title)
      // One that comes back again is still one image.
      const images = new Set([...(before?.images ?? []), ...returned])
      const notice =
        before === undefined
          ? fresh
          : {
              ...fresh,
              id: before.notice.id,
              title: images.size === returned.length ? title : together(title, images.size),
            }
      kept.push({ notice, at: now(), images })
      if (kept.length > KEPT) kept.shift()
      raised(notice)
    },
    /** oldest first */
    newest: (): Notice[] => kept.map(({ notice }) => notice),
  }
}

export type Notices = ReturnType<typeof createNotices>

/** The title of several notices about one failure: of images that came back, all `count` of them; else the newest title. */
const together = (title: Reason, count: number): Reason =>
  title.kind === 'dispatch.came-back' && typeof title.params.name === 'string'
    ? reason('dispatch.came-back-together', { name: title.params.name, count })
    : title

/** Numbers of the images that came back by this title; none: it tells of something else. */
function returnedImages({ kind, params: { first, last } }: Reason): number[] {
  if (kind !== 'dispatch.came-back' || typeof first !== 'number' || typeof last !== 'number') return []
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}
