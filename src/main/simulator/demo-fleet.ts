import { Worker } from 'node:worker_threads'
import { plainText, reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { TributaryError } from '../core/failure.ts'
import { threadEntry } from '../system/thread-entry.ts'
import type { ThreadInput, ThreadReport } from './simulatorThread.ts'

export { DEMO_MACHINES } from './demo-machines.ts'

export interface DemoFleet {
  readonly machines: readonly { readonly name: string; readonly url: string; readonly ipm: number }[]
  /** Ends the machines and their thread. */
  stop(): Promise<void>
}

const START_MS = 20_000
const STOP_MS = 2_000

/**
 * Runs the demo machines in one thread of their own, on free ports of 127.0.0.1. `timeScale`: how many times faster than their names
 * say. The thread never keeps the process alive. Rejects with a TributaryError `internal`.
 */
export async function startDemoFleet({ timeScale }: { timeScale: number }): Promise<DemoFleet> {
  const entry = threadEntry('simulatorThread', import.meta.url)
  if (entry === null)
    throw cannotStart(reason('server.simulation-file-missing', { file: 'simulatorThread.js' }))
  const thread = new Worker(entry, {
    workerData: { timeScale } satisfies ThreadInput,
    // The flags of this process are not the thread's business.
    execArgv: [],
  })
  thread.unref()
  const report = await firstReport(thread)
  if ('problem' in report) {
    await thread.terminate()
    throw cannotStart(report.problem)
  }
  return { machines: report.machines, stop: () => stopThread(thread) }
}

function firstReport(thread: Worker): Promise<ThreadReport> {
  return new Promise((resolve, reject) => {
    // While it starts it does keep the process alive: the caller awaits it.
    const timer = setTimeout(
      () => fail(reason('server.simulation-silent', { seconds: START_MS / 1000 })),
      START_MS,
    )
    const fail = (why: Reason, cause?: unknown) => {
      clearTimeout(timer)
      void thread.terminate()
      reject(cannotStart(why, cause))
    }
    const broke = (error: Error) => fail(plainText(error.message), error)
    thread.once('error', broke)
    thread.once('exit', (code) => fail(reason('server.simulation-ended', { code })))
    thread.once('message', (report: ThreadReport) => {
      clearTimeout(timer)
      thread.removeAllListeners('exit')
      thread.removeListener('error', broke)
      // A demo machine that breaks must not take the panel with it; its clients see the reset.
      thread.on('error', (error) => process.emitWarning(`The simulated fleet broke: ${error}`))
      resolve(report)
    })
  })
}

async function stopThread(thread: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    thread.once('exit', () => resolve())
  })
  thread.ref()
  thread.postMessage('stop')
  const timer = setTimeout(() => void thread.terminate(), STOP_MS)
  await ended
  clearTimeout(timer)
}

const cannotStart = (why: Reason, cause?: unknown) =>
  new TributaryError(
    'internal',
    reason('server.simulation', { why }),
    null,
    cause === undefined ? {} : { cause },
  )
