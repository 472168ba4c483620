import { speedWords } from '../../../../shared/words/format-speed.ts'
import type { BenchmarkProgress } from '../../../../shared/worker.ts'

/** How far a benchmark is: "Benchmark: run 2 of 3". */
export function benchmarkWords({ phase, run, runs }: BenchmarkProgress): string {
  switch (phase) {
    case 'waiting':
      return 'Benchmark: waiting until it is free'
    case 'loading':
      return 'Benchmark: loading the checkpoint'
    case 'warm-up':
      return `Benchmark: warm-up, run ${run} of ${runs}`
    case 'measuring':
      return `Benchmark: run ${run} of ${runs}`
  }
}

/** "18.7 ipm so far"; empty before the first run. */
export const soFarWords = ({ ipmSoFar }: BenchmarkProgress): string =>
  ipmSoFar === null ? '' : `${speedWords(ipmSoFar)} so far`
