import type { BenchmarkRecord } from '../../../../shared/worker.ts'

/** What a benchmark measured of batches, the smallest first; none of a record of an earlier version. */
export const batchSpeeds = ({
  batchIpm = {},
}: Pick<BenchmarkRecord, 'batchIpm'>): { readonly count: number; readonly ipm: number }[] =>
  Object.entries(batchIpm)
    .map(([size, ipm]) => ({ count: Number(size), ipm }))
    .sort((a, b) => a.count - b.count)
