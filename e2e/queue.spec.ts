import { expect, type Locator, type Page, test } from 'playwright/test'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import { ask } from './board/board-app.ts'
import { rail, toast, untilAtRest } from './board/board-page.ts'
import { measuredBoard } from './board/measured-board.ts'
import { photograph } from './screens.ts'

const TIME_SCALE = 5
/** Of job 4: it takes both machines five minutes, so that it outlasts what is done behind it, and few pictures are drawn meanwhile. */
const LONG = { images: 500, steps: 100 }

const section = (page: Page, name: 'Now and next' | 'Done'): Locator =>
  page.getByRole('region', { name, exact: true })
const row = (page: Page, number: number): Locator =>
  page.getByRole('article', { name: `Job ${number}`, exact: true })
/**
 * The job below another one in the history; of the last one the job above it. They are sorted by the time of the fleet, which begins anew with
 * the app, so that one which ended after a restart may stand anywhere among those from before.
 */
async function behindInHistory(page: Page, number: number): Promise<number> {
  const { jobs } = await ask(page, 'listHistory', { text: null })
  const numbers = jobs.map((job) => job.number)
  const at = numbers.indexOf(number)
  const behind = numbers[at + 1] ?? numbers[at - 1]
  if (behind === undefined) throw new Error(`Job ${number} is alone in the history.`)
  return behind
}

const nameOf = (page: Page, number: number): Locator => row(page, number).locator('[data-name]')
const grip = (page: Page, number: number): Locator =>
  page.getByRole('button', { name: `Move job ${number}`, exact: true })
const details = (page: Page): Locator => page.getByRole('complementary').filter({ visible: true })

async function choose(page: Page, number: number, entry: string): Promise<void> {
  await page.getByRole('button', { name: `More about job ${number}`, exact: true }).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

const openJobs = async (page: Page) => {
  const { jobs } = await ask(page, 'snapshot', {})
  return jobs.filter(({ finishedAt }) => finishedAt === null)
}

/**
 * Expects these jobs in the queue, first to last, as the main process has them and as the panel shows them. `expected`: from those that are
 * open; of jobs in front some may end meanwhile.
 */
async function expectOrder(
  page: Page,
  expected: (open: Awaited<ReturnType<typeof openJobs>>) => readonly number[],
): Promise<void> {
  const shown = () =>
    section(page, 'Now and next')
      .getByRole('article')
      .evaluateAll((articles) => articles.map((article) => article.getAttribute('aria-label')))
  await expect(async () => {
    const open = await openJobs(page)
    const order = expected(open)
    expect(open.map(({ number }) => number)).toEqual(order)
    expect(await shown()).toEqual(order.map((number) => `Job ${number}`))
  }).toPass({ timeout: 60_000 })
}

const expectQueue = (page: Page, numbers: readonly number[]): Promise<void> =>
  expectOrder(page, (open) => numbers.filter((number) => open.some((job) => job.number === number)))

const jobNumbered = async (page: Page, number: number) => {
  const { jobs } = await ask(page, 'snapshot', {})
  const job = jobs.find((each) => each.number === number)
  if (!job) throw new Error(`There is no job ${number}.`)
  return job
}
const until = (page: Page, number: number, state: string) =>
  expect.poll(async () => (await jobNumbered(page, number)).state).toBe(state)
/** Messages would lie above the buttons of the details. Each has a button that takes it away. */
async function dismissToasts(page: Page): Promise<void> {
  await page.evaluate(
    `for (const button of document.querySelectorAll('[data-sonner-toast] [data-close-button]')) button.click()`,
  )
  await page.mouse.move(0, 0)
  await expect(page.locator('[data-sonner-toast]')).toHaveCount(0)
}

test.describe.configure({ mode: 'serial' })

test.describe('the queue', () => {
  const board = measuredBoard(TIME_SCALE, { argon: 24, laptop: 72 })

  test('says what it is for while there is nothing', async () => {
    await rail(board.page, 'Queue').click()
    await expect(board.page.getByText('No jobs yet')).toBeVisible()
    await photograph(board.page, 'queue-empty')
  })

  test('shows how a job went, machine by machine, and its timeline', async () => {
    const { page } = board
    await ask(page, 'submitJob', { request: { ...DEFAULT_REQUEST, prompt: 'a quiet harbour', images: 12 } })
    await until(page, 1, 'finished')
    await expect(section(page, 'Done')).toContainText('12 images in')
    await nameOf(page, 1).press('Enter')
    const rows = details(page).getByRole('table').getByRole('row')
    await expect(rows).toHaveCount(4)
    await expect(rows.filter({ hasText: 'laptop' })).toContainText('s')
    await expect(rows.last()).toContainText('12')
    await expect(
      details(page).getByRole('region', { name: 'Timeline of job 1' }).locator('[data-block]').first(),
    ).toBeVisible()
    await expect(details(page)).toContainText('Forecast')
    await page.keyboard.press('Escape')
    await expect(details(page)).toHaveCount(0)
    await expect(nameOf(page, 1)).toBeFocused()
  })

  test('runs a job again with the same seed', async () => {
    const { page } = board
    await choose(page, 1, 'Run again with the same seed')
    await expect(toast(page, 'is in the queue again, as job 2')).toBeVisible()
    await until(page, 2, 'finished')
    const [first, second] = [await jobNumbered(page, 1), await jobNumbered(page, 2)]
    expect(second.seed).toBe(first.seed)
    await choose(page, 1, 'Run again with a new seed')
    await until(page, 3, 'finished')
    expect((await jobNumbered(page, 3)).seed).not.toBe(first.seed)
  })

  test('is put into another order by mouse, at once, and back by the toast', async () => {
    const { page } = board
    await ask(page, 'submitJob', { request: { ...DEFAULT_REQUEST, prompt: 'long exposure', ...LONG } })
    for (const prompt of ['dunes', 'pine forest', 'old town', 'coral reef'])
      await ask(page, 'submitJob', { request: { ...DEFAULT_REQUEST, prompt, images: 4 } })
    await expectQueue(page, [4, 5, 6, 7, 8])
    await carry(page, 7, 5)
    await page.mouse.up()
    await expectQueue(page, [4, 7, 5, 6, 8])
    await toast(page, 'Job 7 is number 2 of 5').getByRole('button', { name: 'Undo' }).click()
    await expectQueue(page, [4, 5, 6, 7, 8])
    await carry(page, 8, 5)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await untilAtRest(page)
    await expectQueue(page, [4, 5, 6, 7, 8])
  })

  test('is put into another order by keyboard, and says every step', async () => {
    const { page } = board
    await nameOf(page, 8).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expectQueue(page, [4, 5, 6, 8, 7])
    await expect(nameOf(page, 8)).toBeFocused()
    await page.keyboard.press('Alt+ArrowDown')
    await expectQueue(page, [4, 5, 6, 7, 8])
    await expect(nameOf(page, 8)).toBeFocused()
    for (let step = 0; step < 3; step++) await page.keyboard.press('Alt+ArrowUp')
    await expectQueue(page, [4, 8, 5, 6, 7])
    for (let step = 0; step < 3; step++) await page.keyboard.press('Alt+ArrowDown')
    await expectQueue(page, [4, 5, 6, 7, 8])
    await page.keyboard.press('ArrowUp')
    await expect(nameOf(page, 7)).toBeFocused()

    const said = page.getByRole('status').filter({ hasText: 'ob 7' })
    await grip(page, 7).focus()
    await page.keyboard.press('Space')
    await expect(said).toHaveText('Lifted job 7. It is number 4 of 5 in the queue.')
    await page.keyboard.press('ArrowUp')
    await expect(said).toHaveText('Job 7: number 3 of 5.')
    await page.keyboard.press('Space')
    await expect(said).toHaveText('Job 7 is now number 3 of 5 in the queue.')
    await expectQueue(page, [4, 5, 7, 6, 8])
  })

  test('sends a job next, to the top and to the bottom by its menu', async () => {
    const { page } = board
    await choose(page, 8, 'Run next')
    // Behind what runs: that is job 4, and on a busy machine now and then another one that has begun.
    await expectOrder(page, (open) => {
      const others = [4, 5, 7, 6]
      const running = others.findLastIndex((number) =>
        open.some((job) => job.number === number && job.state === 'running'),
      )
      return others.toSpliced(running + 1, 0, 8)
    })
    await choose(page, 6, 'Move to the top')
    await expectQueue(page, [6, 4, 8, 5, 7])
    // In front of what runs: the next machine that is free works on it.
    await until(page, 6, 'finished')
    await expectQueue(page, [4, 8, 5, 7])
    await choose(page, 8, 'Move to the bottom')
    await expectQueue(page, [4, 5, 7, 8])
    await row(page, 7).click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Move up' }).click()
    await expectQueue(page, [4, 7, 5, 8])
    await dismissToasts(page)
    await nameOf(page, 4).click()
    await photograph(page, 'queue-running')
    await page.keyboard.press('Escape')
    await photograph(page, 'queue')
  })

  test('pauses and resumes one and all, and asks before work under way is thrown away', async () => {
    const { page } = board
    await page.getByRole('button', { name: 'Pause job 7' }).click()
    await until(page, 7, 'paused')
    await page.getByRole('button', { name: 'Pause all' }).click()
    for (const number of [4, 5, 8]) await until(page, number, 'paused')
    await toast(page, '3 jobs paused').getByRole('button', { name: 'Undo' }).click()
    await until(page, 8, 'queued')
    await until(page, 7, 'paused')
    await page.getByRole('button', { name: 'Resume all' }).click()
    await until(page, 7, 'queued')

    await expect
      .poll(async () => {
        const { batches, jobs } = await ask(page, 'snapshot', {})
        const id = jobs.find(({ number }) => number === 4)?.id
        return batches.some(({ jobId, state }) => jobId === id && state === 'computing')
      })
      .toBe(true)
    await nameOf(page, 4).focus()
    await page.keyboard.press('Delete')
    await expect(page.getByRole('dialog', { name: 'Cancel job 4?' })).toContainText('discarded')
    await page.getByRole('button', { name: 'Keep running' }).click()
    await expectQueue(page, [4, 7, 5, 8])
    // Nothing of it is made yet: nothing to ask.
    await nameOf(page, 8).focus()
    await page.keyboard.press('Delete')
    await expect(toast(page, 'Job 8 is cancelled')).toBeVisible()
    await expectQueue(page, [4, 7, 5])
  })

  test('is paused again by the toast of Resume all, with the jobs that come', async () => {
    const { page } = board
    const paused = async () => (await ask(page, 'snapshot', {})).queuePaused
    await dismissToasts(page)
    await page.getByRole('button', { name: 'Pause all' }).click()
    await expect.poll(paused).toBe(true)
    await page.getByRole('button', { name: 'Resume all' }).click()
    // It is told once the queue goes on.
    await toast(page, '3 jobs resumed').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(paused).toBe(true)
    for (const number of [4, 7, 5]) await until(page, number, 'paused')
    await page.getByRole('button', { name: 'Resume all' }).click()
    await until(page, 4, 'running')
  })

  test('finds order and history again after a restart', async () => {
    await ask(board.page, 'pauseJobs', { jobIds: null })
    await board.restart()
    const { page } = board
    await rail(page, 'Queue').click()
    await expectQueue(page, [4, 7, 5])
    const done = section(page, 'Done').getByRole('article')
    await expect(done).toHaveCount(5)
    await nameOf(page, 1).click()
    await expect(details(page).getByRole('table').getByRole('row')).toHaveCount(4)
    await expect(details(page).locator('[data-block]').first()).toBeVisible()
    await expect(details(page)).toContainText('a quiet harbour')
    await photograph(page, 'queue-details')
    await details(page).getByRole('button', { name: 'Show its pictures' }).click()
    await expect(page.getByRole('button', { name: /^Only job 1/ })).toBeVisible()
    await expect(page.locator('img[src^="tributary://thumb/"]')).toHaveCount(12)
    await rail(page, 'Queue').click()
  })

  test('searches the history, clears it, and puts it back', async () => {
    const { page } = board
    const done = section(page, 'Done').getByRole('article')
    await ask(page, 'cancelJob', { jobId: (await jobNumbered(page, 5)).id })
    await expect(done).toHaveCount(6)
    const search = page.getByRole('searchbox', { name: 'Search the prompts of finished jobs' })
    await search.fill('quiet HARBOUR')
    await expect(done).toHaveCount(3)
    await search.fill('zebra')
    await expect(page.getByText('No finished job has “zebra” in its prompt.')).toBeVisible()
    await search.fill('')
    await expect(done).toHaveCount(6)

    // The first one that goes comes back in front of the one that keeps the focus, which goes next.
    for (const number of [3, 2]) {
      const behind = await behindInHistory(page, number)
      await nameOf(page, number).focus()
      await page.keyboard.press('Delete')
      await expect(row(page, number)).toHaveCount(0)
      await expect(nameOf(page, behind)).toBeFocused()
      await toast(page, 'Removed 1 job from the history')
        .getByRole('button', { name: 'Undo' })
        .first()
        .click()
      await expect(row(page, number)).toBeVisible()
    }

    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    await expect(done).toHaveCount(0)
    await toast(page, 'Removed 6 jobs from the history').getByRole('button', { name: 'Undo' }).click()
    await expect(done).toHaveCount(6)
  })
})

/** Lifts a job by its grip and holds it above another one. */
async function carry(page: Page, number: number, above: number): Promise<void> {
  await untilAtRest(page)
  const [from, to] = [await grip(page, number).boundingBox(), await row(page, above).boundingBox()]
  if (!from || !to) throw new Error('Both jobs must be in sight.')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width / 2, from.y - 10, { steps: 4 })
  await expect(page.locator('[data-dnd-dragging]')).toBeAttached()
  await page.mouse.move(to.x + 40, to.y + to.height * 0.3, { steps: 12 })
}
