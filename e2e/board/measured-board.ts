import { expect } from 'playwright/test'
import { addWorkers, ask, type BoardApp, launchBoard, SHORT_BENCHMARK } from './board-app.ts'
import type { Machines } from './machines.ts'

/**
 * The app with machines of these names and speeds (images per minute), measured and ready. `timeScale`: how many times faster than the
 * clock they run.
 */
export async function launchMeasured(
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
