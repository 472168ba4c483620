import { speedWords } from '../../../../shared/words/format-speed.ts'
import { say } from '../../../../shared/words/say.ts'
import type { BenchmarkProgress } from '../../../../shared/worker.ts'

/** How far a benchmark is: "Benchmark: run 2 of 3". */
export function benchmarkWords({ phase, run, runs }: BenchmarkProgress): string {
  switch (phase) {
    case 'waiting':
      return say('workers.benchmark.waiting')
    case 'loading':
      return say('workers.benchmark.loading')
    case 'warm-up':
      return say('workers.benchmark.warm-up', { run, runs })
    case 'measuring':
      return say('workers.benchmark.measuring', { run, runs })
  }
}

/** "18.7 ipm so far"; empty before the first run. */
export const soFarWords = ({ ipmSoFar }: BenchmarkProgress): string =>
  ipmSoFar === null ? '' : say('workers.benchmark.so-far', { speed: speedWords(ipmSoFar) })
