import { expect, type Locator, type Page, test } from 'playwright/test'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import type { JobView } from '../src/shared/job.ts'
import { ask } from './board/board-app.ts'
import { rail, toast } from './board/board-page.ts'
import { measuredBoard } from './board/measured-board.ts'

const TIME_SCALE = 5

const heading = (page: Page, name: string): Locator =>
  page.getByRole('heading', { name, exact: true, level: 2 })
/** Steps of a job that is still there when what is done beside it is over, also on a busy machine. */
const MANY_STEPS = 60
const submit = (page: Page, prompt: string, images: number, steps = 20): Promise<JobView> =>
  ask(page, 'submitJob', { request: { ...DEFAULT_REQUEST, prompt, images, steps } })
const jobOf = async (page: Page, { id }: Pick<JobView, 'id'>): Promise<JobView> => {
  const { jobs } = await ask(page, 'snapshot', {})
  const job = jobs.find((each) => each.id === id)
  if (!job) throw new Error('The job is not known any more.')
  return job
}
const until = (page: Page, job: Pick<JobView, 'id'>, state: string) =>
  expect.poll(async () => (await jobOf(page, job)).state).toBe(state)

test.describe.configure({ mode: 'serial' })

test.describe('several jobs at once', () => {
  const board = measuredBoard(TIME_SCALE, { argon: 48, laptop: 48 })

  test('are reported from their first request on: waiting is no work', async () => {
    const { page } = board
    const [first, second] = [
      await submit(page, 'long exposure of a harbour', 60),
      await submit(page, 'dunes', 16),
    ]
    await until(page, first, 'finished')
    await until(page, second, 'finished')
    const job = await jobOf(page, second)
    const { submittedAt, startedAt, finishedAt, makespanSeconds, lowerBoundSeconds } = job
    const waitedSeconds = ((startedAt ?? 0) - submittedAt) / 1000
    expect(waitedSeconds).toBeGreaterThan(2)
    expect(makespanSeconds).toBeLessThanOrEqual(((finishedAt ?? 0) - (startedAt ?? 0)) / 1000 + 0.5)
    expect(makespanSeconds).toBeGreaterThanOrEqual(lowerBoundSeconds ?? 0)

    await rail(page, 'Queue').click()
    await page.getByRole('button', { name: 'Dunes', exact: true }).click()
    const details = page.getByRole('complementary').filter({ visible: true })
    await expect(details).toContainText('Waited')
    await expect(details).toContainText('Forecast')
    await page.keyboard.press('Escape')
  })

  test('keep a paused one in its place, with Resume where Pause was', async () => {
    const { page } = board
    const [first, second] = [
      await submit(page, 'coral reef', 300, MANY_STEPS),
      await submit(page, 'old town', 120, MANY_STEPS),
    ]
    await until(page, first, 'running')
    await rail(page, 'Generate').click()
    await expect(heading(page, 'Coral reef')).toBeVisible()
    const place = await page.getByRole('button', { name: 'Pause', exact: true }).first().boundingBox()
    await page.getByRole('button', { name: 'Pause', exact: true }).first().click()
    await until(page, second, 'running')
    await expect(heading(page, 'Coral reef')).toBeVisible()
    const resume = page.getByRole('button', { name: 'Resume', exact: true }).first()
    expect((await resume.boundingBox())?.y).toBe(place?.y)
    await resume.click()
    await until(page, first, 'running')
  })

  test('stand in order: what runs on top with a heading, what waits in one line', async () => {
    const { page } = board
    await submit(page, 'tea house', 12)
    await submit(page, 'city at night', 20)
    const running = page.getByRole('region', { name: 'Job 3', exact: true })
    await expect(running.getByRole('heading', { name: 'Coral reef' })).toBeVisible()
    const line = page.getByRole('button', { name: '2 waiting, 32 images' })
    await expect(page.getByRole('region', { name: 'Job 5', exact: true })).toHaveCount(0)
    await line.click()
    const waiting = page.getByRole('region', { name: 'Waiting jobs' }).getByRole('listitem')
    await expect(waiting).toHaveCount(2)
    await expect(waiting.first()).toContainText('Tea house')
    await expect(waiting.first()).toContainText('12 images')
    await expect(waiting.first()).toContainText('starts in about')
  })

  test('are all paused at once, those that come too, everywhere and over a restart', async () => {
    await board.page.getByRole('button', { name: 'Pause all', exact: true }).click()
    await expect(toast(board.page, 'Nothing new starts on any machine.')).toBeVisible()
    await expect(board.page.getByRole('banner').getByText('All paused')).toBeVisible()
    await expect
      .poll(async () => {
        const { batches } = await ask(board.page, 'snapshot', {})
        return batches.filter(({ state }) => state === 'sent' || state === 'computing').length
      })
      .toBe(0)
    const late = await submit(board.page, 'pine forest', 4)
    expect(late.state).toBe('paused')
    await expect
      .poll(async () => (await board.app.tray())?.items.map(({ label }) => label))
      .toContain('Resume all jobs')
    expect((await board.app.tray())?.tooltip).toBe('All paused')
    await rail(board.page, 'Queue').click()
    await expect(board.page.getByText('Nothing starts on any machine until you resume.')).toBeVisible()

    await board.restart()
    const { page } = board
    await expect(page.getByRole('banner').getByText('All paused')).toBeVisible()
    expect((await submit(page, 'quiet lake', 4)).state).toBe('paused')
    // Those before it would take most of a minute.
    for (const { id, number, finishedAt } of (await ask(page, 'snapshot', {})).jobs)
      if (finishedAt === null && number < late.number) await ask(page, 'cancelJob', { jobId: id })
    await page.keyboard.press('Control+p')
    await expect(page.getByText('All paused')).toHaveCount(0)
    await until(page, late, 'finished')
  })
})
