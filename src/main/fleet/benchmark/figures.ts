/** One run: seconds of fleet time from sending to the end of the answer, and what the server says it took. */
export interface RunSample {
  readonly seconds: number
  /** fleet seconds; null: the server does not say */
  readonly serverSeconds: number | null
}

/** A run of several images at once. */
export interface BatchSample extends RunSample {
  readonly count: number
}

/** What a benchmark measured. Images per minute are those of the standard payload (core/speed/work.ts), overhead not included. */
export interface Figures {
  readonly ipm: number
  readonly minIpm: number
  readonly maxIpm: number
  readonly overheadSeconds: number
  /** images per minute in batches, by their size; empty: none was measured */
  readonly batchIpm: Readonly<Record<number, number>>
}

/** In a batch no image is taken for more than so many times as cheap as one alone: beyond it the clock is wrong. */
const MOST_TIMES = 10
/** Of the time of a run at most this share is taken for overhead, whatever the server says of itself. */
const MOST_OVERHEAD = 0.5

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) return Number.NaN
  const lower = sorted[middle - 1]
  return sorted.length % 2 === 1 || lower === undefined ? upper : (lower + upper) / 2
}

/** Seconds of a run besides the server's own: network and decoding. null where the server does not say. */
function overheadOf({ seconds, serverSeconds }: RunSample): number | null {
  if (serverSeconds === null || Number.isNaN(serverSeconds)) return null
  return Math.min(seconds * MOST_OVERHEAD, Math.max(0, seconds - serverSeconds))
}

/**
 * ipm is the median of the measured runs of one image, min and max their extremes. `work`: work of the payload relative to the
 * standard one, so that an edited payload measures the same speed. Without word from the server all time counts as compute: the
 * predictions of one image come out the same, and the gain of a batch then holds the overhead that is paid once.
 */
export function figuresOf(
  runs: readonly RunSample[],
  batches: readonly BatchSample[],
  work: number,
): Figures {
  const overheads = runs.map(overheadOf)
  const known = overheads.filter((overhead) => overhead !== null)
  const overheadSeconds = known.length === 0 ? 0 : median(known)
  const compute = runs.map((run, at) => run.seconds - (overheads[at] ?? 0))
  const ipmOf = (seconds: number) => (60 / seconds) * work
  const one = median(compute)
  const perImage = (batch: BatchSample) =>
    Math.max((batch.seconds - (overheadOf(batch) ?? overheadSeconds)) / batch.count, one / MOST_TIMES)
  return {
    ipm: ipmOf(one),
    minIpm: ipmOf(Math.max(...compute)),
    maxIpm: ipmOf(Math.min(...compute)),
    overheadSeconds,
    batchIpm: Object.fromEntries(batches.map((batch) => [batch.count, ipmOf(perImage(batch))])),
  }
}
