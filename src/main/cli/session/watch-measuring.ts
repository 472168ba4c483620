import type { WorkerId } from '../../../shared/ids.ts'
import { speedWords } from '../../../shared/words/format-speed.ts'
import { say } from '../../../shared/words/say.ts'
import type { BenchmarkProgress, WorkerView } from '../../../shared/worker.ts'
import type { App } from '../../app/app.ts'
import type { ConsoleIo } from '../console/console-io.ts'
import { noticeLine } from '../console/notice-line.ts'
import { WorkerBars } from '../console/worker-bars.ts'

/** Shows how these workers are measured, and why one could not be, until the result is disposed of. */
export function watchMeasuring(app: App, ids: readonly WorkerId[], io: ConsoleIo): Disposable {
  io.say(say('cli.measuring', { count: ids.length }))
  const bars = new WorkerBars(io)
  const off = app.subscribe((name, payload) => {
    if (name === 'workerChanged' && ids.includes(payload.config.id)) showProgress(bars, payload)
    if (name === 'noticeRaised' && ids.some((id) => id === payload.workerId)) bars.log(noticeLine(payload))
  })
  return {
    [Symbol.dispose]() {
      off()
      bars.stop()
    },
  }
}

function showProgress(bars: WorkerBars, view: WorkerView): void {
  const progress = view.benchmarkProgress
  if (progress === null) {
    if (view.benchmark !== null && view.state !== 'benchmarking')
      bars.set(view.config.name, 100, 100, speedWords(view.benchmark.ipm))
    return
  }
  bars.set(view.config.name, Math.min(99, Math.round(progress.fraction * 100)), 100, phaseWords(progress))
}

function phaseWords({ phase, run, runs }: BenchmarkProgress): string {
  switch (phase) {
    case 'waiting':
      return say('cli.measuring-waits')
    case 'loading':
      return say('cli.measuring-loads')
    case 'warm-up':
      return say('cli.measuring-warms-up', { run, runs })
    case 'measuring':
      return say('cli.measuring-runs', { run, runs })
  }
}
