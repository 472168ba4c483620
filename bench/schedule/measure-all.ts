import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Measurement } from './measure.ts'
import type { Scenario } from './scenario.ts'

/** What a thread is asked, and answers. */
export interface Task {
  readonly scenario: Scenario
  readonly seed: number
  /** look at what is said of each job's end */
  readonly forecasts: boolean
}
export type Answer = { ok: true; measurement: Measurement } | { ok: false; message: string }

/**
 * Measures every scenario in `seeds` worlds, several at a time. Resolves with one list per scenario, in the order of the seeds: who
 * computed what changes nothing. Rejects at the first world that cannot be finished, naming it.
 */
export async function measureAll(
  scenarios: readonly Scenario[],
  seeds: number,
  threads?: number,
): Promise<Measurement[][]> {
  const tasks = scenarios.flatMap((scenario) =>
    Array.from({ length: seeds }, (_, nth) => ({ scenario, seed: nth + 1, forecasts: false })),
  )
  const measured = await measureTasks(tasks, threads, ({ scenario, seed }, answer) => {
    if (!answer.ok) throw new Error(`${scenario.name}, seed ${seed}: ${answer.message}`)
    return answer.measurement
  })
  return scenarios.map((_, at) => measured.slice(at * seeds, (at + 1) * seeds))
}

/** Has tasks measured several at a time. Resolves with what `take` made of each answer, in the order of the tasks; rejects where it throws. */
export async function measureTasks<T>(
  tasks: readonly Task[],
  threads: number = availableParallelism(),
  take: (task: Task, answer: Answer) => T,
): Promise<T[]> {
  const results: T[] = []
  const left = tasks
    .map((task, at) => ({ task, at }))
    // The largest first, so that no thread is left alone with them at the end.
    .sort((a, b) => sizeOf(b.task.scenario) - sizeOf(a.task.scenario))
  const workers = Array.from(
    { length: Math.min(threads, tasks.length) },
    () => new Worker(new URL('./thread.ts', import.meta.url)),
  )
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let next = left.shift(); next !== undefined; next = left.shift())
          results[next.at] = take(next.task, await ask(worker, next.task))
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
