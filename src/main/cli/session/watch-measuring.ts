import type { WorkerId } from '../../../shared/ids.ts'
import { speedWords } from '../../../shared/words/format-speed.ts'
import type { WorkerChange } from '../../../shared/worker.ts'
import type { App } from '../../app/app.ts'
import { type ConsoleIo, WorkerBars } from '../console/console-io.ts'
import { noticeLine } from '../console/notice-line.ts'

/** Shows how these workers are measured, and why one could not be, until the result is disposed of. */
export function watchMeasuring(app: App, ids: readonly WorkerId[], io: ConsoleIo): Disposable {
  io.say(`Measuring ${ids.length === 1 ? 'one machine' : `${ids.length} machines`} …`)
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

function showProgress(bars: WorkerBars, view: WorkerChange): void {
  const progress = view.benchmarkProgress
  if (progress === null) {
    if (view.benchmark !== null && view.state !== 'benchmarking')
      bars.set(view.config.name, 100, 100, speedWords(view.benchmark.ipm))
    return
  }
  const note = {
    waiting: 'waiting',
    loading: 'loading the checkpoint',
    'warm-up': `warm-up ${progress.run} of ${progress.runs}`,
    measuring: `run ${progress.run} of ${progress.runs}`,
  }[progress.phase]
  bars.set(view.config.name, Math.min(99, Math.round(progress.fraction * 100)), 100, note)
}
