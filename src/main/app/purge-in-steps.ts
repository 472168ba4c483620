import type { Problem } from '../../shared/problem.ts'
import type { Trash } from '../gallery/trash/trash.ts'

export interface PurgeSteps {
  readonly trash: Pick<Trash, 'purgeBefore'>
  /** what was deleted before this time goes, epoch ms; asked anew for each step; null: no more */
  readonly before: () => number | null
  /** pictures of one step: whoever deletes or stores meanwhile waits for one at most */
  readonly step: number
  /** awaited between two steps */
  readonly rest?: () => Promise<void>
  /** told at the end when something was deleted for good */
  readonly changed: () => void
}

/** Deletes for good what lies in the trash, the oldest first, until nothing is left or something goes wrong. Rejects as `purgeBefore`. */
export async function purgeInSteps(how: PurgeSteps): Promise<{ count: number; problem: Problem | null }> {
  let count = 0
  try {
    for (let time = how.before(); time !== null; time = how.before()) {
      const { imageIds, problem } = await how.trash.purgeBefore(time, how.step)
      count += imageIds.length
      if (problem !== null || imageIds.length === 0) return { count, problem }
      await how.rest?.()
    }
    return { count, problem: null }
  } finally {
    if (count > 0) how.changed()
  }
}
