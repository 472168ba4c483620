import { expect, test } from 'playwright/test'
import type { SimulatedWorkerOptions } from '../../src/main/simulator/options.ts'
import type { SimulatedWorker } from '../../src/main/simulator/simulated-worker.ts'
import { addWorkers, ask, type BoardApp, launchBoard, SHORT_BENCHMARK } from './board-app.ts'
import { Machines } from './machines.ts'

interface MeasuredBoard extends Pick<BoardApp, 'page' | 'app' | 'restart'> {
  /** its machines, in the order they were named, as soon as they are started */
  readonly workers: readonly SimulatedWorker[]
}

/**
 * The app with machines of these names and speeds (images per minute), measured and ready for the specs of this group, and ended after them.
 * `timeScale`: how many times faster than the clock they run; `options`: what else they have in common.
 */
export function measuredBoard(
  timeScale: number,
  speeds: Readonly<Record<string, number>>,
  options: SimulatedWorkerOptions = {},
): MeasuredBoard {
  const machines = new Machines(timeScale)
  const workers: SimulatedWorker[] = []
  let board: BoardApp
  test.beforeAll(async () => {
    for (const [name, ipm] of Object.entries(speeds))
      workers.push(await machines.start({ ...options, name, ipm }))
    board = await launchMeasured(workers, timeScale)
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })
  return {
    get page() {
      return board.page
    },
    get app() {
      return board.app
    },
    restart: () => board.restart(),
    workers,
  }
}

/** The app, once these machines are measured and ready. */
async function launchMeasured(workers: readonly SimulatedWorker[], timeScale: number): Promise<BoardApp> {
  const board = await launchBoard({ timeScale, settings: SHORT_BENCHMARK })
  await addWorkers(
    board.page,
    workers.map(({ name, url }) => ({ name, url })),
  )
  await ask(board.page, 'startBenchmark', { workerIds: null })
  await expect
    .poll(async () => {
      const { workers: views } = await ask(board.page, 'snapshot', {})
      return views.every(({ benchmark, state }) => benchmark !== null && state === 'idle')
    })
    .toBe(true)
  return board
}
