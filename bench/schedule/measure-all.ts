import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Measurement } from './measure.ts'
import type { Scenario } from './scenario.ts'

/** What a thread is asked, and answers. */
export interface Task {
  readonly scenario: Scenario
  readonly seed: number
}
export type Answer = { ok: true; measurement: Measurement } | { ok: false; message: string }

/**
 * Measures every scenario in `seeds` worlds, several at a time. Resolves with one list per scenario, in the order of the seeds: who
 * computed what changes nothing. Rejects at the first world that cannot be finished, naming it.
 */
export async function measureAll(
  scenarios: readonly Scenario[],
  seeds: number,
  threads: number = availableParallelism(),
): Promise<Measurement[][]> {
  const results = scenarios.map((): Measurement[] => [])
  const tasks = scenarios
    .flatMap((scenario, at) => Array.from({ length: seeds }, (_, nth) => ({ scenario, at, seed: nth + 1 })))
    // The largest first, so that no thread is left alone with them at the end.
    .sort((a, b) => sizeOf(b.scenario) - sizeOf(a.scenario))
  const workers = Array.from(
    { length: Math.min(threads, tasks.length) },
    () => new Worker(new URL('./thread.ts', import.meta.url)),
  )
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
          const { scenario, at, seed } = task
          const answer = await ask(worker, { scenario, seed })
          if (!answer.ok) throw new Error(`${scenario.name}, seed ${seed}: ${answer.message}`)
          const list = results[at]
          if (list !== undefined) list[seed - 1] = answer.measurement
        }
      }),
    )
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return results
}

const sizeOf = ({ jobs, workers }: Scenario): number =>
  jobs.reduce((sum, images) => sum + images, 0) * workers.reduce((sum, { count }) => sum + count, 0)

function ask(worker: Worker, task: Task): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      worker.off('message', answered)
      worker.off('error', failed)
    }
    const answered = (answer: Answer) => {
      stop()
      resolve(answer)
    }
    const failed = (error: unknown) => {
      stop()
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    worker.on('message', answered)
    worker.on('error', failed)
    worker.postMessage(task)
  })
}
