import { expect, type Locator, type Page, test } from 'playwright/test'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import { ask } from './board/board-app.ts'
import { rail } from './board/board-page.ts'
import { measuredBoard } from './board/measured-board.ts'

const TIME_SCALE = 4
/** Seven minutes of both machines: no job of these ends while the spec looks at it, however busy the machine is. */
const LONG = 1200

const row = (page: Page, number: number): Locator =>
  page.getByRole('article', { name: `Job ${number}`, exact: true })
/** Of Generate: the job at work. */
const header = (page: Page): Locator => page.locator('[data-region="session"] header').first()
const jobs = async (page: Page) =>
  (await ask(page, 'snapshot', {})).jobs.map(({ number, priority }) => `${number} ${priority}`)

/** Writes a prompt into the form; the plan knows it when it can be sent. */
async function write(page: Page, prompt: string): Promise<void> {
  await rail(page, 'Generate').click()
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt)
  await page.getByRole('spinbutton', { name: 'Number of images' }).fill(String(LONG))
  await expect(page.getByRole('button', { name: /^Generate/ }).first()).toBeEnabled()
}

async function choose(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'When to generate' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${entry}`) }).click()
}

/** Expects the queue, first to last, as the main process has it and as the panel lists it. */
async function expectQueue(page: Page, expected: readonly string[]): Promise<void> {
  await expect.poll(() => jobs(page)).toEqual([...expected])
  await rail(page, 'Queue').click()
  await expect
    .poll(() =>
      page
        .getByRole('region', { name: 'Now and next', exact: true })
        .getByRole('article')
        .evaluateAll((rows) => rows.map((each) => each.getAttribute('aria-label'))),
    )
    .toEqual(expected.map((each) => `Job ${each.split(' ')[0]}`))
}

test.describe.configure({ mode: 'serial' })

test.describe('a job is sent with a priority', () => {
  const board = measuredBoard(TIME_SCALE, { argon: 18, laptop: 24 })

  test.beforeAll(async () => {
    for (const prompt of ['long exposure', 'dunes'])
      await ask(board.page, 'submitJob', { request: { ...DEFAULT_REQUEST, prompt, images: LONG } })
    await expectQueue(board.page, ['1 normal', '2 normal'])
  })

  test('first, by the menu beside Generate: in front of all, with its chip', async () => {
    const { page } = board
    await write(page, 'pine forest')
    await choose(page, 'Generate first')
    await expectQueue(page, ['3 first', '1 normal', '2 normal'])
    await expect(row(page, 3).getByText('First', { exact: true })).toBeVisible()
    await expect(row(page, 1).getByText('First', { exact: true })).toHaveCount(0)
    await expect
      .poll(async () => (await ask(page, 'snapshot', {})).jobs.find(({ number }) => number === 3)?.state)
      .toBe('running')
    await rail(page, 'Generate').click()
    await expect(header(page)).toContainText('job 3')
    await expect(header(page).getByText('First', { exact: true })).toBeVisible()
  })

  test('first, by Ctrl+Shift+Enter: behind the one that is first already', async () => {
    const { page } = board
    await write(page, 'old town')
    await page.keyboard.press('Control+Shift+Enter')
    await expectQueue(page, ['3 first', '4 first', '1 normal', '2 normal'])
    await expect(row(page, 4).getByText('First', { exact: true })).toBeVisible()
  })

  test('in the background, by the menu: behind all, with its chip', async () => {
    const { page } = board
    await write(page, 'coral reef')
    await choose(page, 'Generate in the background')
    await expectQueue(page, ['3 first', '4 first', '1 normal', '2 normal', '5 background'])
    await expect(row(page, 5).getByText('Background', { exact: true })).toBeVisible()
  })

  test('normal, by Ctrl+Enter: behind what is normal, in front of the background, without a chip', async () => {
    const { page } = board
    await write(page, 'quiet harbour')
    await page.keyboard.press('Control+Enter')
    await expectQueue(page, ['3 first', '4 first', '1 normal', '2 normal', '6 normal', '5 background'])
    await expect(row(page, 6)).toContainText('job 6')
    await expect(row(page, 6).getByText(/^(First|Background)$/)).toHaveCount(0)
  })
})
