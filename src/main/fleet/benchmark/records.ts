import type { BenchmarkRecord } from '../../../shared/worker.ts'
import { freshSpeed, withBenchmark } from '../../core/speed/model.ts'
import type { WorkerSpeed } from '../../core/speed/worker-speed.ts'

/** Records kept of one worker. */
export const MOST_RECORDS = 50
/** Faster than any machine, images per minute: beyond it a record is a mistake. */
const FASTEST_IPM = 100_000

/** Whether a record that came from elsewhere, a file for example, can be planned with. */
export const isUsable = ({ ipm }: BenchmarkRecord): boolean =>
  Number.isFinite(ipm) && ipm > 0 && ipm <= FASTEST_IPM

/** The history with one more record, bounded, oldest first. */
export const withRecord = (
  history: readonly BenchmarkRecord[],
  record: BenchmarkRecord,
): readonly BenchmarkRecord[] => [...history, record].slice(-MOST_RECORDS)

/** The record of a worker that is taken for what it is named with. `at`: epoch ms. */
export const recordAsNamed = (ipm: number, at: number): BenchmarkRecord => ({
  ipm,
  minIpm: ipm,
  maxIpm: ipm,
  at,
  checkpoint: null,
  version: null,
})

/** What is known of a worker's speed at first: a record from elsewhere, or nothing. */
export function firstSpeed(record: BenchmarkRecord | null): {
  speed: WorkerSpeed
  history: readonly BenchmarkRecord[]
} {
  if (record === null || !isUsable(record)) return { speed: freshSpeed(), history: [] }
  return { speed: withBenchmark(freshSpeed(), record), history: [record] }
}

/** A stored speed without a record that cannot be planned with; the worker is then measured again. */
export const usableSpeed = (speed: WorkerSpeed): WorkerSpeed =>
  speed.benchmark === null || isUsable(speed.benchmark)
    ? speed
    : { ...speed, benchmark: null, corrections: {} }
