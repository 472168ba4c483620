import { HISTORY_LIMITS, type PastJob } from '../../shared/history.ts'
import type { BatchView, JobView } from '../../shared/job.ts'

/** A job that is over, with as many of its requests as the history keeps: those that began first. */
export function pastJobOf(job: JobView, batches: readonly BatchView[]): PastJob {
  const made = batches.filter(({ state }) => state !== 'forecast').toSorted((a, b) => startOf(a) - startOf(b))
  const kept = made.slice(0, HISTORY_LIMITS.batches)
  return {
    // When it was to be done says nothing any more.
    job: { ...job, etaSeconds: null, etaSpreadSeconds: null },
    // Previews live as long as their request.
    batches: kept.map((batch) => ({ ...batch, hasPreview: false })),
    batchesLeftOut: made.length - kept.length,
  }
}

const startOf = ({ startedAt, predictedStartAt }: BatchView): number => startedAt ?? predictedStartAt
