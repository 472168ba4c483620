import type { BatchId, WorkerId } from '../../../shared/ids.ts'
import type { BatchView, JobView } from '../../../shared/job.ts'
import type { JobBatches, LiveBatch } from '../../state/batches.ts'

/** A batch with where it stands in time, epoch ms. */
export interface TimelineBlock {
  readonly batch: BatchView
  readonly startAt: number
  readonly endAt: number
  /** where it is drawn from: after the block before it, with which it may overlap (two requests in flight) */
  readonly drawnFrom: number
  /** how many batches it stands for; more than one where they would be too narrow to tell apart */
  readonly batches: number
}

export interface TimelineRow {
  readonly workerId: WorkerId
  /** by start */
  readonly blocks: readonly TimelineBlock[]
}

/** The stretch of time that is drawn, epoch ms. */
export interface TimeAxis {
  readonly from: number
  readonly until: number
}

/** Room right of the last block, as a part of the whole. */
const MARGIN = 0.03
/** Lengths, seconds, that the end of the axis keeps to, so that it does not tremble with every new forecast. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600] as const

/** When a batch begins and ends, by what happened or else by the newest forecast. `now`: epoch ms. */
export function blockOf(batch: BatchView, live: LiveBatch | undefined, now: number): TimelineBlock {
  const startAt = batch.startedAt ?? live?.predictedStartAt ?? batch.predictedStartAt
  if (batch.endedAt !== null)
    return { batch, startAt, endAt: Math.max(startAt, batch.endedAt), drawnFrom: startAt, batches: 1 }
  const predicted = live?.predictedEndAt ?? batch.predictedEndAt
  const endAt = Math.max(startAt, predicted, batch.state === 'computing' ? now : 0)
  return { batch, startAt, endAt, drawnFrom: startAt, batches: 1 }
}

/** The rows of a job: every worker that has or had a batch of it, in the order of the board; strangers last. */
export function timelineRows(
  { sent, forecast }: JobBatches,
  liveByBatch: Readonly<Record<BatchId, LiveBatch>>,
  order: readonly WorkerId[],
  now: number,
): TimelineRow[] {
  const batches = [...Object.values(sent), ...forecast]
  const byWorker = Map.groupBy(batches, ({ workerId }) => workerId)
  const known = order.filter((id) => byWorker.has(id))
  const strangers = [...byWorker.keys()].filter((id) => !order.includes(id))
  return [...known, ...strangers].map((workerId) => ({
    workerId,
    blocks: sideBySide(
      (byWorker.get(workerId) ?? [])
        .map((batch) => blockOf(batch, liveByBatch[batch.id], now))
        .sort((a, b) => a.startAt - b.startAt),
    ),
  }))
}

/** Draws each block from where the one before it ends. `blocks`: by start. */
function sideBySide(blocks: readonly TimelineBlock[]): TimelineBlock[] {
  let free = Number.NEGATIVE_INFINITY
  return blocks.map((block) => {
    const drawnFrom = Math.min(block.endAt, Math.max(block.startAt, free))
    free = Math.max(free, block.endAt)
    return { ...block, drawnFrom }
  })
}

/** From the start of the job to a little past its last block, rounded up to a length that is kept for a while. */
export function timeAxis(
  job: Pick<JobView, 'startedAt' | 'submittedAt'>,
  rows: readonly TimelineRow[],
  now: number,
  over: boolean,
): TimeAxis {
  const blocks = rows.flatMap((row) => row.blocks)
  const started = job.startedAt ?? job.submittedAt
  const from = Math.min(...blocks.map(({ startAt }) => startAt), started)
  const last = Math.max(...blocks.map(({ endAt }) => endAt), over ? from : now, from + 1000)
  const length = (last - from) * (1 + MARGIN)
  if (over) return { from, until: from + length }
  const step = (STEPS.find((seconds) => length <= seconds * 20_000) ?? 3600) * 1000
  return { from, until: from + Math.ceil(length / step) * step }
}

/** Position of an instant on the axis, 0..1 inside it. */
export function along({ from, until }: TimeAxis, at: number): number {
  return (at - from) / (until - from)
}

/** Places that an axis has, so that a forecast that moves by less than is seen moves nothing. */
const PLACES = 2000

/** A position on the axis, rounded to the nearest place that could be told apart on a screen: about half a px. */
export function placed(position: number): number {
  return Math.round(position * PLACES) / PLACES
}

/**
 * What each block of a row is told apart by from one drawing to the next: a batch that was sent by its id, one that is forecast by its
 * place among those forecast. A new forecast names its batches anew; so their blocks move instead of being made again, and keep the focus.
 */
export function blockKeys(blocks: readonly TimelineBlock[]): string[] {
  let forecast = 0
  return blocks.map(({ batch }) => (batch.state === 'forecast' ? `forecast ${forecast++}` : batch.id))
}

/**
 * Joins batches that would each be narrower than `least` (a part of the axis) with the next ones of their kind, stored or
 * forecast, so that a job of thousands stays drawable. A joined block stands for all their images.
 */
export function joinNarrow(blocks: readonly TimelineBlock[], axis: TimeAxis, least: number): TimelineBlock[] {
  const narrow = ({ startAt, endAt }: TimelineBlock) => along(axis, endAt) - along(axis, startAt) < least
  const joined: TimelineBlock[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (!last || !narrow(last) || !alike(last.batch, block.batch)) {
      joined.push(block)
      continue
    }
    const count = last.batch.count + block.batch.count
    joined[joined.length - 1] = {
      ...last,
      endAt: block.endAt,
      batch: { ...last.batch, count },
      batches: last.batches + 1,
    }
  }
  return joined
}

const alike = (a: BatchView, b: BatchView) =>
  a.state === b.state &&
  (a.state === 'stored' || a.state === 'forecast') &&
  a.bonus === b.bonus &&
  a.copy === b.copy
