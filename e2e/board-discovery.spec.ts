import { expect, type Locator, test } from 'playwright/test'
import type { SimulatedWorkerOptions } from '../src/main/simulator/options.ts'
import type { SimulatedWorker } from '../src/main/simulator/simulated-worker.ts'
import { addWorkers, type BoardApp, launchBoard } from './board/board-app.ts'
import { card, chooseInFleetMenu, sheet } from './board/board-page.ts'
import { Machines } from './board/machines.ts'
import { photograph } from './screens.ts'

/** Where sdwui listens, and where it goes when that is taken. */
const PORTS = Array.from({ length: 10 }, (_, index) => 7860 + index)
const AUTH = { user: 'ada', password: 'correct horse' } as const

test.describe.configure({ mode: 'serial' })

test.describe('finding machines on this computer', () => {
  const machines = new Machines()
  let board: BoardApp
  let known: SimulatedWorker
  let fresh: SimulatedWorker
  let locked: SimulatedWorker
  let withoutApi: SimulatedWorker

  test.beforeAll(async () => {
    const ports = PORTS.values()
    known = await onNextFreePort(ports, {})
    fresh = await onNextFreePort(ports, { kind: 'forge' })
    locked = await onNextFreePort(ports, { auth: AUTH })
    withoutApi = await onNextFreePort(ports, { api: false })
    board = await launchBoard({ env: { TRIBUTARY_STANDIN_INTERFACES: '{}' } })
    await addWorkers(board.page, [{ name: 'argon', url: known.url.replace('127.0.0.1', 'localhost') }])
    await expect(card(board.page, 'argon')).toContainText('Ready')
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  /** Something else may listen on some of them. */
  async function onNextFreePort(
    ports: Iterator<number>,
    options: SimulatedWorkerOptions,
  ): Promise<SimulatedWorker> {
    for (let next = ports.next(); next.done !== true; next = ports.next()) {
      try {
        return await machines.start({ ...options, port: next.value })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      }
    }
    throw new Error('Not enough of the ports 7860 to 7869 are free.')
  }

  const found = (worker: SimulatedWorker): Locator =>
    sheet(board.page).getByRole('listitem').filter({ hasText: worker.url })

  test('asks nobody before it is told to look', async () => {
    await chooseInFleetMenu(board.page, 'Find machines…')
    await expect(sheet(board.page)).toContainText('Ports 7860 to 7869')
    for (const worker of [fresh, locked, withoutApi]) expect(worker.calls()).toEqual([])
  })

  test('lists what it found, with what is known of it', async () => {
    const { page } = board
    await page.getByRole('button', { name: 'Search this computer' }).click()
    await expect(sheet(page).getByRole('status')).toHaveText(/^Checked 10 addresses, found \d+ servers$/)
    await expect(found(known)).toContainText('already added as argon')
    await expect(found(known).getByRole('button')).toHaveCount(0)
    await expect(found(fresh)).toContainText(/Forge.* · dreamshaper_8/)
    await expect(found(locked)).toContainText('needs a password')
    await expect(found(withoutApi)).toContainText('but without its API')
    await photograph(page, 'workers-discovery')
  })

  test('adds one at a click, and knows it from then on', async () => {
    const { page } = board
    await found(fresh).getByRole('button', { name: 'Add', exact: true }).click()
    await expect(found(fresh)).toContainText(/already added as 127\.0\.0\.1/)
    await expect(page.locator('li[data-worker]')).toHaveCount(2)
  })

  test('says what to do about one that cannot be used as it is', async () => {
    const { page } = board
    await found(withoutApi).getByRole('button').click()
    await expect(sheet(page).getByLabel('Address', { exact: true })).toHaveValue(withoutApi.url)
    await expect(sheet(page)).toContainText('Start it with --api')
    await sheet(page).getByRole('button', { name: 'Close' }).click()
    await chooseInFleetMenu(page, 'Find machines…')
  })

  test('asks for the password of one that needs it', async () => {
    const { page } = board
    await found(locked).getByRole('button').click()
    await expect(sheet(page).getByLabel('Address', { exact: true })).toHaveValue(locked.url)
    await expect(sheet(page)).toContainText('asks for a password')
  })

  test('looks around in the local network only when asked, and says when there is none', async () => {
    test.skip(board.app.runtime.startsWith('Electron'), 'it would ask the network this computer is on')
    const { page } = board
    await chooseInFleetMenu(page, 'Find machines…')
    await expect(sheet(page)).toContainText('On a network that is not yours, ask first.')
    await page.getByRole('button', { name: 'Search the network' }).click()
    await expect(sheet(page)).toContainText('This machine is on no private IPv4 network')
    await expect(sheet(page).getByRole('status')).toHaveText(/^Checked 10 addresses, found \d+ servers$/)
    await expect(found(fresh)).toContainText(/already added as/)
    await photograph(page, 'workers-discovery-network')
  })
})
