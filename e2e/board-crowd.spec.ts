import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test } from 'playwright/test'
import type { SimulatedWorker } from '../src/main/simulator/simulated-worker.ts'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import { ask, type BoardApp, launchBoard, workerNamed } from './board/board-app.ts'
import { card, carry, lane, toast } from './board/board-page.ts'
import { type Frames, watchFrames } from './board/frames.ts'
import { Machines } from './board/machines.ts'
import { photograph } from './screens.ts'

/** Names of machines, as many as the largest board has. */
const NAMES = (
  'laptop master argon helium neon krypton xenon radon oxygen nitrogen carbon silicon ' +
  'iron cobalt nickel copper zinc gallium selenium bromine silver cadmium indium tin ' +
  'iodine barium tungsten osmium platinum gold'
).split(' ')
/** Images per minute, in turn: what cards of several generations do. */
const SPEEDS = [20, 14.9, 5, 31.2, 9.6, 24.5, 17.1, 3.4, 40.8, 12.2] as const
const laneOf = (index: number) => (index % 9 === 8 ? 'off' : index % 5 === 4 ? 'reserve' : 'active')
const speedOf = (index: number): number => SPEEDS[index % SPEEDS.length] ?? 10
const AUTH = { user: 'ada', password: 'correct horse' } as const
/** seconds that frames are watched */
const WATCHED = 3
const ARTIFACTS = resolve(import.meta.dirname, '..', 'artifacts')

test.describe.configure({ mode: 'serial' })

test.describe('3, 12 and 30 machines', { tag: '@alone' }, () => {
  const machines = new Machines()
  const servers: SimulatedWorker[] = []
  let board: BoardApp

  test.beforeAll(async () => {
    for (const [index, name] of NAMES.entries()) {
      servers.push(
        await machines.start({
          name,
          ipm: speedOf(index),
          vramBytes: (index % 3 === 0 ? 8 : 12) * 2 ** 30,
          settings: { show_progress_every_n_steps: 4 },
          ...(index === 10 ? { auth: AUTH } : {}),
          ...(index % 4 === 1 ? { kind: 'forge' as const } : {}),
        }),
      )
    }
    servers[20]?.crash()
    board = await launchBoard()
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  const working = () => board.page.getByText(/^Working \d+\/\d+$/).count()

  /** Brings the first so many machines in with a list that says how fast they are. */
  const bringIn = async (count: number) => {
    const list = {
      tributary: 'workers',
      version: 1,
      workers: servers.slice(0, count).map(({ name, url }, index) => ({
        ...{ name, url, lane: laneOf(index) },
        benchmark: {
          ipm: speedOf(index),
          minIpm: speedOf(index) * 0.98,
          maxIpm: speedOf(index) * 1.02,
          at: Date.now() - 3 * 86_400_000,
          checkpoint: 'dreamshaper_8',
          version: null,
        },
      })),
    }
    const source = { name: 'machines.json', text: JSON.stringify(list) }
    const { token, entries } = await ask(board.page, 'previewImport', { source })
    const keys = entries.filter(({ action }) => action === 'add').map(({ key }) => key)
    await ask(board.page, 'applyImport', { token, keys, settings: false })
    await expect(board.page.locator('li[data-worker]')).toHaveCount(count)
    await expect(board.page.getByText('Looking for it')).toHaveCount(0)
  }

  test('draws 3, and 12 that all stay readable', async () => {
    await bringIn(3)
    await photograph(board.page, 'workers-3')
    await bringIn(12)
    await expect(card(board.page, 'carbon')).toContainText('Sign in')
    await photograph(board.page, 'workers-12')
  })

  test('draws 30 in compact cards, in every lane and state', async () => {
    const { page } = board
    await bringIn(30)
    await expect(card(page, 'silver')).toContainText('Connection refused')
    await expect(lane(page, 'Off')).toContainText(/^Off.*3 · \d/)
    await ask(page, 'submitJob', { request: { ...DEFAULT_REQUEST, prompt: 'a harbour', images: 500 } })
    await expect.poll(working).toBeGreaterThan(15)
    await photograph(page, 'workers-30-lanes')
  })

  test('is drawn evenly while all 30 work and report', async () => {
    const { page } = board
    await servers[20]?.comeBack()
    const { workers } = await ask(page, 'snapshot', {})
    for (const { config } of workers) {
      const { id, name, url } = config
      if (name === 'carbon') await ask(page, 'updateWorker', { workerId: id, input: { url, ...AUTH } })
      if (name === 'silver') await ask(page, 'refreshWorker', { workerId: id })
      if (config.lane !== 'active')
        await ask(page, 'moveWorker', { workerId: id, lane: 'active', position: 99 })
    }
    await expect.poll(working).toBe(30)
    const measured: Record<string, Frames> = {}
    for (const size of ['Compact', 'Comfortable']) {
      await page.getByRole('radio', { name: size }).click()
      measured[size.toLowerCase()] = await watchFrames(page, WATCHED)
    }
    await page.getByRole('radio', { name: 'Compact' }).click()
    await mkdir(ARTIFACTS, { recursive: true })
    await writeFile(join(ARTIFACTS, 'board-frames.json'), `${JSON.stringify(measured, null, 2)}\n`)
    console.log(JSON.stringify(measured))
    await photograph(page, 'workers-30')
    // Far from what it does, so that a busy machine does not fail it: a board that is redrawn as a whole would.
    for (const { median, work } of Object.values(measured)) {
      expect(median).toBeLessThan(34)
      expect(work.script + work.style + work.layout).toBeLessThan(250)
    }
  })

  test('finds one of them, and drags one while all work', async () => {
    const { page } = board
    await page.getByRole('searchbox', { name: 'Search machines' }).fill('tungsten')
    await expect(page.locator('li[data-worker]')).toHaveCount(1)
    await page.getByRole('searchbox', { name: 'Search machines' }).fill('')
    await carry(page, 'helium', lane(page, 'Reserve'), { x: 0.5, y: 0.95 })
    await expect(lane(page, 'Reserve')).toContainText('Drop to keep helium in reserve')
    await page.mouse.up()
    await expect(toast(page, 'helium is kept in reserve')).toBeVisible()
    expect((await workerNamed(page, 'helium')).config.lane).toBe('reserve')
    for (const { id } of (await ask(page, 'snapshot', {})).jobs) await ask(page, 'cancelJob', { jobId: id })
  })
})
