import type { Notice } from '../../../../shared/contract.ts'
import type { JobView } from '../../../../shared/job.ts'

/** What stands above the timeline of a job. */
export interface Banner {
  readonly shown: Notice | null
  /** newest first */
  readonly older: readonly Notice[]
}

/** The notices that stand beside the problem of a job: of one that failed, the problem says what each machine said. */
export const noticesBeside = (
  { state, problem }: Pick<JobView, 'state' | 'problem'>,
  notices: readonly Notice[],
): readonly Notice[] => (state === 'failed' && problem !== null ? [] : notices)

/** The newest notice of a job, unless it was dismissed; raised again it is another and comes back. `notices`: newest last. */
export function bannerOf(notices: readonly Notice[], dismissed: Notice | null): Banner {
  const newest = notices.at(-1)
  return {
    shown: newest === undefined || newest === dismissed ? null : newest,
    older: notices.slice(0, -1).toReversed(),
  }
}
