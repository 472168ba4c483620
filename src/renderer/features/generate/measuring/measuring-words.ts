import { clock } from '../../../../shared/words/format-duration.ts'
import { speedWords } from '../../../../shared/words/format-speed.ts'
import { say } from '../../../../shared/words/say.ts'
import type { BenchmarkProgress } from '../../../../shared/worker.ts'
import type { MeasuringNow } from './measuring-now.ts'

/** "Measuring 3 machines, 0:12 left", "Measuring argon". */
export function measuringWords({ machines, remainingSeconds }: MeasuringNow): string {
  const about = { count: machines.length, name: machines[0]?.name ?? '' }
  return remainingSeconds === null
    ? say('generate.measuring', about)
    : say('generate.measuring.left', { ...about, time: clock(remainingSeconds) })
}

/** How far one machine is, beside its name: "warm-up 1 of 2", "18.7 ipm so far". */
export function stepWords({ phase, run, runs, ipmSoFar }: BenchmarkProgress): string {
  switch (phase) {
    case 'waiting':
      return say('generate.measuring.waiting')
    case 'loading':
      return say('generate.measuring.loading')
    case 'warm-up':
      return say('generate.measuring.warm-up', { run, runs })
    case 'measuring':
      return ipmSoFar === null
        ? say('generate.measuring.run', { run, runs })
        : say('generate.measuring.so-far', { speed: speedWords(ipmSoFar) })
  }
}
