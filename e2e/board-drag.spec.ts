import { expect, test } from 'playwright/test'
import type { SimulatedWorker } from '../src/main/simulator/simulated-worker.ts'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import {
  addWorkers,
  ask,
  type BoardApp,
  launchBoard,
  SHORT_BENCHMARK,
  workerNamed,
} from './board/board-app.ts'
import { card, carry, chooseInMenu, expectLanes, grip, lane, toast, untilAtRest } from './board/board-page.ts'
import { finger } from './board/finger.ts'
import { Machines, orders } from './board/machines.ts'

const TIME_SCALE = 20
/** enough for the job to outlast two drags */
const IMAGES = 600
const NAMES = ['argon', 'helium', 'krypton', 'neon'] as const

test.describe.configure({ mode: 'serial' })

test.describe('arranging the machines', () => {
  const machines = new Machines(TIME_SCALE)
  const servers = new Map<string, SimulatedWorker>()
  const server = (name: (typeof NAMES)[number]): SimulatedWorker => {
    const found = servers.get(name)
    if (!found) throw new Error(`${name} was not started.`)
    return found
  }
  let board: BoardApp

  test.beforeAll(async () => {
    for (const name of NAMES) servers.set(name, await machines.start({ name, ipm: 20 }))
    board = await launchBoard({ timeScale: TIME_SCALE, settings: SHORT_BENCHMARK })
    const lanes = { argon: 'active', helium: 'active', krypton: 'active', neon: 'off' } as const
    await addWorkers(
      board.page,
      NAMES.map((name) => ({ name, url: server(name).url, lane: lanes[name] })),
    )
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  test('drags a card into another lane, says what dropping will do, and takes it back by the toast', async () => {
    const { page } = board
    await expectLanes(page, { Active: ['argon', 'helium', 'krypton'], Off: ['neon'] })
    // The card in the air still covers part of where it was; the pointer is what counts.
    await carry(page, 'helium', lane(page, 'Reserve'), { x: 0.2, y: 0.3 })
    await expect(lane(page, 'Reserve')).toContainText('Drop to keep helium in reserve')
    await page.mouse.up()
    await expectLanes(page, { Active: ['argon', 'krypton'], Reserve: ['helium'], Off: ['neon'] })
    expect((await workerNamed(page, 'helium')).config.lane).toBe('reserve')
    await toast(page, 'helium is kept in reserve').getByRole('button', { name: 'Undo' }).click()
    await expectLanes(page, { Active: ['argon', 'helium', 'krypton'], Off: ['neon'] })
  })

  test('drags a card to another place in its lane', async () => {
    const { page } = board
    await carry(page, 'krypton', card(page, 'argon'), { x: 0.5, y: 0.2 })
    await page.mouse.up()
    await expectLanes(page, { Active: ['krypton', 'argon', 'helium'], Off: ['neon'] })
  })

  test('puts a card back where it was with Escape in the middle of a drag', async () => {
    const { page } = board
    await carry(page, 'argon', lane(page, 'Off'), { x: 0.5, y: 0.5 })
    await expect(lane(page, 'Off')).toContainText('Drop to switch argon off')
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await expectLanes(page, { Active: ['krypton', 'argon', 'helium'], Off: ['neon'] })
    expect((await workerNamed(page, 'argon')).config.lane).toBe('active')
  })

  test('does the same with the keyboard alone, and says every step', async () => {
    const { page } = board
    const said = page.getByRole('status').filter({ hasText: 'argon' })
    await untilAtRest(page)
    await grip(page, 'argon').focus()
    await page.keyboard.press('Space')
    await expect(said).toHaveText('Lifted argon. It is in Active, place 2 of 3.')
    // The first two of Active lie side by side.
    await page.keyboard.press('ArrowLeft')
    await expect(said).toHaveText('argon is over Active, place 1 of 3. It would share every job.')
    await page.keyboard.press('ArrowRight')
    await expect(said).toHaveText(/^argon is over Active, place 2/)
    await page.keyboard.press('ArrowRight')
    await expect(said).toHaveText(/^argon is over Reserve, place 1 of 1/)
    await page.keyboard.press('Space')
    await expect(said).toHaveText('argon is kept in reserve. It is in Reserve, place 1 of 1.')
    await expectLanes(page, { Active: ['krypton', 'helium'], Reserve: ['argon'], Off: ['neon'] })
    await expect(grip(page, 'argon')).toBeFocused()

    await untilAtRest(page)
    await page.keyboard.press('Space')
    await expect(said).toHaveText(/^Lifted argon/)
    await page.keyboard.press('ArrowLeft')
    await expect(said).toHaveText(/^argon is over Active/)
    await page.keyboard.press('Escape')
    await expect(said).toHaveText('argon is back in Reserve, place 1.')
    await expectLanes(page, { Active: ['krypton', 'helium'], Reserve: ['argon'], Off: ['neon'] })
  })

  test('offers the same in the menu of a card and for several selected ones', async () => {
    const { page } = board
    await chooseInMenu(page, 'krypton', 'Move down')
    await expectLanes(page, { Active: ['helium', 'krypton'], Reserve: ['argon'], Off: ['neon'] })
    await chooseInMenu(page, 'argon', 'Move to Off')
    await expectLanes(page, { Active: ['helium', 'krypton'], Off: ['neon', 'argon'] })
    await card(page, 'argon').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Move up' }).click()
    await expectLanes(page, { Active: ['helium', 'krypton'], Off: ['argon', 'neon'] })

    await card(page, 'helium').click({ modifiers: ['ControlOrMeta'] })
    await card(page, 'argon').click({ modifiers: ['ControlOrMeta'] })
    await page.getByRole('button', { name: 'Move to…' }).click()
    await page.getByRole('menuitem', { name: 'Reserve' }).click()
    await expectLanes(page, { Active: ['krypton'], Reserve: ['helium', 'argon'], Off: ['neon'] })
    await toast(page, 'Moved 2 machines to Reserve').getByRole('button', { name: 'Undo' }).click()
    await expectLanes(page, { Active: ['helium', 'krypton'], Off: ['argon', 'neon'] })
    await page.keyboard.press('Escape')
  })

  test('is dragged by a finger after a moment; a swipe neither lifts it nor leaves the page', async () => {
    const { page } = board
    const swiped = await finger(page, 'krypton', lane(page, 'Reserve'), { restMs: 0 })
    await expect(page.locator('[data-under]')).toHaveCount(0)
    await swiped.lift()
    await expectLanes(page, { Active: ['helium', 'krypton'], Off: ['argon', 'neon'] })
    const held = await finger(page, 'krypton', lane(page, 'Reserve'), { restMs: 400 })
    await expect(lane(page, 'Reserve')).toContainText('Drop to keep krypton in reserve')
    await held.lift()
    await expectLanes(page, { Active: ['helium'], Reserve: ['krypton'], Off: ['argon', 'neon'] })
    await toast(page, 'krypton is kept in reserve').getByRole('button', { name: 'Undo' }).click()
    await expectLanes(page, { Active: ['helium', 'krypton'], Off: ['argon', 'neon'] })
  })

  test('finds everything where it was after a restart', async () => {
    await board.restart()
    await expectLanes(board.page, { Active: ['helium', 'krypton'], Off: ['argon', 'neon'] })
  })

  test('is followed by a running job at the next request', async () => {
    const { page } = board
    await ask(page, 'moveWorker', {
      workerId: (await workerNamed(page, 'argon')).config.id,
      lane: 'active',
      position: 9,
    })
    await measured(['helium', 'krypton', 'argon'])
    await chooseInMenu(page, 'argon', 'Move to Off')
    const before = orders(server('argon'))
    await ask(page, 'submitJob', { request: { ...DEFAULT_REQUEST, prompt: 'a harbour', images: IMAGES } })
    await expect.poll(() => stored()).toBeGreaterThan(0)

    await carry(page, 'helium', lane(page, 'Off'), { x: 0.5, y: 0.8 })
    await page.mouse.up()
    await expect(toast(page, 'helium is switched off')).toBeVisible()
    const ofHelium = orders(server('helium'))
    await carry(page, 'argon', lane(page, 'Active'), { x: 0.5, y: 0.8 })
    await page.mouse.up()
    await expect(toast(page, 'argon now shares every job')).toBeVisible()
    await expect.poll(() => orders(server('argon'))).toBeGreaterThan(before)
    await expect(card(page, 'argon')).toContainText(/Working \d+\/\d+/)
    // A whole batch later helium would have been given more, had it still been asked.
    await expect.poll(() => storedBy('argon')).toBeGreaterThan(0)
    expect(orders(server('helium'))).toBe(ofHelium)
    const { jobs } = await ask(page, 'snapshot', {})
    for (const { id } of jobs) await ask(page, 'cancelJob', { jobId: id })
  })

  const storedBy = async (name: string) =>
    (await ask(board.page, 'snapshot', {})).images.filter(({ workerName }) => workerName === name).length
  const stored = async () => (await ask(board.page, 'snapshot', {})).images.length
  const measured = async (names: readonly string[]) => {
    await ask(board.page, 'startBenchmark', { workerIds: null })
    await expect
      .poll(async () => {
        const { workers } = await ask(board.page, 'snapshot', {})
        return workers.filter(({ benchmark, config }) => benchmark && names.includes(config.name)).length
      })
      .toBe(names.length)
  }
})
