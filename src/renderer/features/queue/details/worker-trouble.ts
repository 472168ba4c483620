import type { BatchView, WorkerTally } from '../../../../shared/job.ts'
import { shortSeconds } from '../../../../shared/words/format-duration.ts'
import { inWords, say } from '../../../../shared/words/say.ts'
import { madeNoneOf } from './left-out.ts'
import { isWithdrawn } from './withdrawn.ts'

/** Lost time that would show as 0.0 s is not told. Seconds. */
const LOST_TOLD = 0.05

/** What is said below the row of a machine. */
export interface WorkerTrouble {
  /** what happened in all; null: nothing is counted */
  readonly summary: string | null
  /** why, each reason once */
  readonly reasons: readonly string[]
  /** what to do; null: nothing */
  readonly remedy: string | null
}

type Told = Pick<WorkerTally, 'failures' | 'lastProblem' | 'madeNone'>

/**
 * What went wrong on a machine, what became of it, and what to do; or why it made none of the job. null: nothing is to be said.
 * `lostSeconds`: in requests that failed; `batches`: the requests of this machine.
 */
export function workerTrouble(
  tally: Told,
  lostSeconds: number,
  batches: readonly BatchView[],
): WorkerTrouble | null {
  const { failures, lastProblem } = tally
  if (failures === 0 && lastProblem === null) {
    const madeNone = madeNoneOf(tally)
    if (madeNone === null) return null
    return { summary: say('queue.trouble.made-none'), reasons: [inWords(madeNone, 'past')], remedy: null }
  }
  const reasons = reasonsOf(batches)
  return {
    summary: summaryOf(failures, lostSeconds),
    reasons: reasons.length > 0 || lastProblem === null ? reasons : [inWords(lastProblem.message)],
    remedy: lastProblem?.remedy ? inWords(lastProblem.remedy) : null,
  }
}

function summaryOf(failures: number, lostSeconds: number): string | null {
  if (failures === 0) return null
  return lostSeconds < LOST_TOLD
    ? say('queue.trouble.requests', { count: failures })
    : say('queue.trouble.requests-lost', { count: failures, lost: shortSeconds(lostSeconds) })
}

/** Why requests that failed came back, each reason once with how often: "2× The connection was reset." */
function reasonsOf(batches: readonly BatchView[]): string[] {
  const reasons = batches.flatMap((batch) =>
    batch.state === 'returned' && batch.returnedBecause !== null && !isWithdrawn(batch)
      ? [inWords(batch.returnedBecause)]
      : [],
  )
  return [...Map.groupBy(reasons, (reason) => reason)].map(([reason, same]) =>
    same.length === 1 ? reason : say('queue.trouble.repeated', { count: same.length, reason }),
  )
}
