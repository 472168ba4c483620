import type { Progress, Snapshot } from '../../shared/contract.ts'
import type { BatchId, JobId } from '../../shared/ids.ts'
import type { BatchView } from '../../shared/job.ts'

/** The batches of one job: those that were sent, and the forecast of what is still to be sent. */
export interface JobBatches {
  readonly sent: Readonly<Record<BatchId, BatchView>>
  readonly forecast: readonly BatchView[]
  /** epoch ms at which a batch was expected to end when it was first heard of, to hold against what came of it */
  readonly promised: Readonly<Record<BatchId, number>>
}

/**
 * What changes several times a second about a running batch. Kept apart from the batch, so that only the
 * tile and the block of that batch are drawn again.
 */
export interface LiveBatch {
  /** 0..1 */
  readonly fraction: number
  /** counts up with each new preview; 0: there is none */
  readonly previewVersion: number
  /** epoch ms */
  readonly predictedStartAt: number
  readonly predictedEndAt: number
}

interface LiveJob {
  readonly etaSeconds: number | null
  readonly etaSpreadSeconds: number | null
  /** epoch ms, by the fleet's clock, at which the forecast was made */
  readonly at: number
}

export interface BatchesSlice {
  readonly batchesByJob: Readonly<Record<JobId, JobBatches>>
  readonly liveByBatch: Readonly<Record<BatchId, LiveBatch>>
  readonly liveByJob: Readonly<Record<JobId, LiveJob>>
}

export const noBatches: BatchesSlice = { batchesByJob: {}, liveByBatch: {}, liveByJob: {} }
export const NO_JOB_BATCHES: JobBatches = { sent: {}, forecast: [], promised: {} }

export function batchesOf(snapshot: Snapshot): BatchesSlice {
  const sent = batchesChanged(
    noBatches,
    snapshot.batches.filter(({ state }) => state !== 'forecast'),
  )
  const forecasts = Map.groupBy(
    snapshot.batches.filter(({ state }) => state === 'forecast'),
    ({ jobId }) => jobId,
  )
  let slice = sent
  for (const [jobId, batches] of forecasts) slice = forecastChanged(slice, jobId, batches)
  return slice
}

const isLive = ({ state }: BatchView) => state === 'sent' || state === 'computing'

export function batchesChanged(slice: BatchesSlice, changed: readonly BatchView[]): BatchesSlice {
  const batchesByJob = { ...slice.batchesByJob }
  const liveByBatch = { ...slice.liveByBatch }
  for (const [jobId, batches] of Map.groupBy(changed, (batch) => batch.jobId)) {
    const before = batchesByJob[jobId] ?? NO_JOB_BATCHES
    const sent = { ...before.sent }
    const promised = { ...before.promised }
    for (const batch of batches) {
      sent[batch.id] = batch
      if (batch.endedAt === null) promised[batch.id] ??= batch.predictedEndAt
      if (isLive(batch)) liveByBatch[batch.id] = liveFrom(batch, liveByBatch[batch.id])
      else delete liveByBatch[batch.id]
    }
    batchesByJob[jobId] = { ...before, sent, promised }
  }
  return { ...slice, batchesByJob, liveByBatch }
}

export function forecastChanged(
  slice: BatchesSlice,
  jobId: JobId,
  forecast: readonly BatchView[],
): BatchesSlice {
  const before = slice.batchesByJob[jobId] ?? NO_JOB_BATCHES
  return { ...slice, batchesByJob: { ...slice.batchesByJob, [jobId]: { ...before, forecast } } }
}

/** Takes in what the workers report. News of a batch that is over is dropped: it was overtaken on the way. */
export function progressed(slice: BatchesSlice, progress: Progress, now: number): BatchesSlice {
  const sent = slice.batchesByJob[progress.jobId]?.sent ?? {}
  const liveByBatch = { ...slice.liveByBatch }
  for (const news of progress.batches) {
    const batch = sent[news.id]
    if (batch && isLive(batch)) liveByBatch[news.id] = liveFrom(news, liveByBatch[news.id])
  }
  const { etaSeconds, etaSpreadSeconds } = progress
  return {
    ...slice,
    liveByBatch,
    liveByJob: { ...slice.liveByJob, [progress.jobId]: { etaSeconds, etaSpreadSeconds, at: now } },
  }
}

type News = Pick<BatchView, 'fraction' | 'hasPreview' | 'predictedStartAt' | 'predictedEndAt'>

/** The same object again when nothing changed, so that nobody draws again for it. */
function liveFrom(news: News, before: LiveBatch | undefined): LiveBatch {
  const { fraction, predictedStartAt, predictedEndAt } = news
  const seen = before?.previewVersion ?? 0
  const moved = before === undefined || before.fraction !== fraction
  if (
    before &&
    !moved &&
    before.predictedStartAt === predictedStartAt &&
    before.predictedEndAt === predictedEndAt &&
    seen > 0 === news.hasPreview
  ) {
    return before
  }
  const previewVersion = news.hasPreview ? (moved || seen === 0 ? seen + 1 : seen) : 0
  return { fraction, previewVersion, predictedStartAt, predictedEndAt }
}
