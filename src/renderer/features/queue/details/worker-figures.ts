import type { BatchView, WorkerTally } from '../../../../shared/job.ts'
import { isWithdrawn } from './withdrawn.ts'

/** What a machine did for a job. Seconds; images per minute. */
export interface WorkerFigures {
  /** pictures, bonus included */
  readonly made: number
  readonly busySeconds: number
  /** in requests that failed; those that were withdrawn are no fault of the machine */
  readonly lostSeconds: number
  /** no request was under way while the job ran, be it one that failed or was withdrawn */
  readonly idleSeconds: number
  /** null: it made nothing */
  readonly ipm: number | null
  /** what the forecasts of its requests come to; null: it made nothing */
  readonly forecastIpm: number | null
}

/** The time in which a job ran, epoch ms: from its start (null: not yet) until its last asked-for image, or now. */
export interface Stretch {
  readonly from: number | null
  readonly until: number
  /** every request of the job is known; else only the sums are */
  readonly whole: boolean
}

/**
 * `batches`: the requests of this machine. A second request is sent while the first one runs, so their times overlap and add up to
 * more than passed: where they are known, what they cover counts.
 */
export function figuresOf(
  tally: WorkerTally,
  batches: readonly BatchView[],
  stretch: Stretch,
): WorkerFigures {
  const made = tally.images + tally.bonus
  const returned = batches.filter(({ state }) => state === 'returned')
  const stored = batches.filter(({ state }) => state === 'stored')
  const known = stretch.whole && stored.length > 0
  const busySeconds = known
    ? secondsCovered(stored, { ...stretch, until: Number.POSITIVE_INFINITY })
    : tally.busySeconds
  const ipm = perMinute(made, busySeconds)
  // As much faster or slower as its requests were foretold to be.
  const off = tally.predictedSeconds > 0 ? tally.busySeconds / tally.predictedSeconds : null
  return {
    made,
    busySeconds,
    lostSeconds: secondsCovered(
      returned.filter((batch) => !isWithdrawn(batch)),
      stretch,
    ),
    idleSeconds: stretch.whole
      ? idleIn(batches, stretch)
      : Math.max(0, tally.idleSeconds - secondsCovered(returned, stretch)),
    ipm,
    forecastIpm: ipm === null || off === null || off === 0 ? null : ipm * off,
  }
}

/** What the machines add up to; the speeds are of all together, as if each worked all the time it was busy. */
export function totalFigures(figures: readonly WorkerFigures[]): WorkerFigures {
  const sum = (pick: (each: WorkerFigures) => number) =>
    figures.reduce((total, each) => total + pick(each), 0)
  const speed = (pick: (each: WorkerFigures) => number | null) =>
    figures.some((each) => pick(each) !== null) ? sum((each) => pick(each) ?? 0) : null
  return {
    made: sum(({ made }) => made),
    busySeconds: sum(({ busySeconds }) => busySeconds),
    lostSeconds: sum(({ lostSeconds }) => lostSeconds),
    idleSeconds: sum(({ idleSeconds }) => idleSeconds),
    ipm: speed(({ ipm }) => ipm),
    forecastIpm: speed(({ forecastIpm }) => forecastIpm),
  }
}

const perMinute = (made: number, seconds: number): number | null =>
  made > 0 && seconds > 0 ? (made / seconds) * 60 : null

function idleIn(batches: readonly BatchView[], stretch: Stretch): number {
  if (stretch.from === null) return 0
  const sent = batches.filter(({ state }) => state !== 'forecast')
  return Math.max(0, (stretch.until - stretch.from) / 1000 - secondsCovered(sent, stretch))
}

/** Seconds of a stretch during which at least one of these requests was under way. */
function secondsCovered(batches: readonly BatchView[], stretch: Stretch): number {
  const spans = batches
    .flatMap(({ startedAt, endedAt }) =>
      startedAt === null
        ? []
        : [{ from: startedAt, until: Math.min(endedAt ?? stretch.until, stretch.until) }],
    )
    .toSorted((a, b) => a.from - b.from)
  let covered = 0
  let until = stretch.from ?? Number.NEGATIVE_INFINITY
  for (const span of spans) {
    covered += Math.max(0, span.until - Math.max(span.from, until))
    until = Math.max(until, span.until)
  }
  return covered / 1000
}
