import { expect, test } from 'playwright/test'
import { addWorkers, ask, type BoardApp, launchBoard, SHORT_BENCHMARK } from './board-app.ts'
import { Machines } from './machines.ts'

/**
 * The app with machines of these names and speeds (images per minute), measured and ready for the specs of this group, and ended after them.
 * `timeScale`: how many times faster than the clock they run.
 */
export function measuredBoard(
  timeScale: number,
  speeds: Readonly<Record<string, number>>,
): Pick<BoardApp, 'page' | 'app' | 'restart'> {
  const machines = new Machines(timeScale)
  let board: BoardApp
  test.beforeAll(async () => {
    board = await launchMeasured(machines, timeScale, speeds)
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
  }
}

/** The app, once these machines are measured and ready. */
async function launchMeasured(
  machines: Machines,
  timeScale: number,
  speeds: Readonly<Record<string, number>>,
): Promise<BoardApp> {
  const workers: { name: string; url: string }[] = []
  for (const [name, ipm] of Object.entries(speeds))
    workers.push({ name, url: (await machines.start({ name, ipm })).url })
  const board = await launchBoard({ timeScale, settings: SHORT_BENCHMARK })
  await addWorkers(board.page, workers)
  await ask(board.page, 'startBenchmark', { workerIds: null })
  await expect
    .poll(async () => {
      const { workers: views } = await ask(board.page, 'snapshot', {})
      return views.every(({ benchmark, state }) => benchmark !== null && state === 'idle')
    })
    .toBe(true)
  return board
}
