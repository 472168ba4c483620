import { expect, test } from 'playwright/test'
import type { SimulatedWorker } from '../src/main/simulator/simulated-worker.ts'
import { addWorkers, ask, type BoardApp, launchBoard, workerNamed } from './board/board-app.ts'
import { card, chooseInMenu, openDetails, sheet } from './board/board-page.ts'
import { Machines, orders } from './board/machines.ts'
import { photograph } from './screens.ts'

const TIME_SCALE = 10

test.describe.configure({ mode: 'serial' })

test.describe('measuring machines', { tag: '@alone' }, () => {
  const machines = new Machines(TIME_SCALE)
  let argon: SimulatedWorker
  let helium: SimulatedWorker
  let board: BoardApp

  test.beforeAll(async () => {
    argon = await machines.start({ name: 'argon', ipm: 20 })
    helium = await machines.start({ name: 'helium', ipm: 40 })
    const broken = await machines.start({ name: 'broken', faults: ['500'] })
    board = await launchBoard({ timeScale: TIME_SCALE })
    await addWorkers(
      board.page,
      [argon, helium, broken].map(({ name, url }) => ({ name, url })),
    )
    for (const name of ['argon', 'helium', 'broken'])
      await expect(card(board.page, name)).toContainText('Ready')
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  const history = async (name: string) => (await workerNamed(board.page, name)).history

  test('measures one, run by run, while the others are left alone', async () => {
    const { page } = board
    await expect(card(page, 'argon')).toContainText('Not measured yet')
    await chooseInMenu(page, 'argon', 'Benchmark')
    await expect(card(page, 'argon')).toContainText(/Benchmark: warm-up, run [12] of 2/)
    await expect(card(page, 'argon')).toContainText('Benchmarking')
    await expect(card(page, 'argon')).toContainText(/Benchmark: run [2-5] of 5\d+\.\d ipm so far/)
    await expect(card(page, 'argon')).not.toContainText('Benchmark: ')
    const [record] = await history('argon')
    expect(record?.ipm).toBeGreaterThan(12)
    expect(record?.ipm).toBeLessThan(21)
    await expect(card(page, 'argon')).toContainText(new RegExp(`${record?.ipm.toFixed(1)}ipm ± \\d`))
    expect(orders(helium)).toBe(0)
  })

  test('measures all at once; one that fails keeps nobody from being measured', async () => {
    const { page } = board
    await page.getByRole('button', { name: 'Benchmark all' }).click()
    await expect(page.getByText(/^Benchmark: /)).not.toHaveCount(0)
    await expect(card(page, 'helium')).toContainText(/Benchmark: run [1-5] of 5/)
    await photograph(page, 'workers-measuring')
    await expect(page.getByRole('button', { name: 'Benchmark all' })).toBeVisible()
    expect(await history('argon')).toHaveLength(2)
    expect((await history('helium'))[0]?.ipm).toBeGreaterThan(20)
    expect(await history('broken')).toEqual([])
    await expect(card(page, 'broken')).toContainText(
      'It could not be measured. A tensor with NaNs was produced',
    )
    await photograph(page, 'workers-measured')
  })

  test('can be cancelled: what runs is stopped there, and nothing is recorded', async () => {
    const { page } = board
    const stops = () => argon.calls().filter(({ path }) => path.endsWith('/interrupt')).length
    const before = stops()
    // A run takes six seconds then, so that it is under way when it is cancelled, however busy this machine is.
    argon.setFaults(['slow=20'])
    await page.getByRole('button', { name: 'Benchmark all' }).click()
    await expect(card(page, 'argon')).toContainText(/Benchmark: warm-up/)
    await page.getByRole('button', { name: 'Cancel benchmark' }).click()
    await expect(page.getByText(/^Benchmark: /)).toHaveCount(0)
    await expect(card(page, 'argon')).toContainText('Ready')
    await expect.poll(stops).toBeGreaterThan(before)
    argon.setFaults([])
    expect(await history('argon')).toHaveLength(2)
  })

  test('shows what was measured when, also after a restart', async () => {
    await board.restart()
    const { page } = board
    const details = await openDetails(page, 'argon', 'Speed')
    await expect(details.getByRole('img', { name: /Images per minute in 2 benchmarks/ })).toBeVisible()
    await expect(details.getByRole('listitem')).toHaveText([
      /\d+\.\d ± \d\.\ddreamshaper_8/,
      /\d+\.\d ± \d\.\ddreamshaper_8/,
    ])
    await photograph(page, 'workers-speed')
  })

  test('measures from the details, and cancels there', async () => {
    const { page } = board
    await sheet(page).getByRole('button', { name: 'Benchmark', exact: true }).click()
    await expect(sheet(page).getByRole('status')).toContainText(/Benchmark: /)
    await sheet(page).getByRole('button', { name: 'Cancel benchmark' }).click()
    await expect(sheet(page).getByRole('button', { name: 'Benchmark', exact: true })).toBeVisible()
    expect((await ask(page, 'snapshot', {})).workers.every((worker) => !worker.benchmarkProgress)).toBe(true)
  })
})
