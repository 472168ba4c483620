import { parentPort, workerData } from 'node:worker_threads'
import type { Reason } from '../../shared/words/reason.ts'
import { problemOf } from '../core/failure.ts'
import { DEMO_MACHINES } from './demo-machines.ts'
import { type SimulatedWorker, startSimulatedWorker } from './simulated-worker.ts'

/** What the thread is started with. */
export interface ThreadInput {
  readonly timeScale: number
}

/** What it says once, when all machines listen or one cannot. */
export type ThreadReport =
  | { readonly machines: readonly { readonly name: string; readonly url: string; readonly ipm: number }[] }
  | { readonly problem: Reason }

/** Entry of the demo fleet's thread: starts the machines, reports their addresses, stops them on any message. */
async function main(port: NonNullable<typeof parentPort>, { timeScale }: ThreadInput): Promise<void> {
  const running: SimulatedWorker[] = []
  const stop = async () => {
    await Promise.all(running.map((worker) => worker.stop()))
    port.close()
  }
  port.once('message', () => void stop())
  try {
    for (const machine of DEMO_MACHINES) running.push(await startSimulatedWorker({ ...machine, timeScale }))
    const machines = running.map(({ name, url, ipm }) => ({ name, url, ipm }))
    port.postMessage({ machines } satisfies ThreadReport)
  } catch (error) {
    port.postMessage({
      problem: problemOf(error).message,
    } satisfies ThreadReport)
    await stop()
  }
}

if (parentPort !== null) void main(parentPort, workerData as ThreadInput)
