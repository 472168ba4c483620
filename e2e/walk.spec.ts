import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from 'playwright/test'
import { openConfStores } from '../src/main/settings/conf-files.ts'
import { SHORT_BENCHMARK } from './board/board-app.ts'
import { rail } from './board/board-page.ts'
import { launchApp } from './runtime/launch.ts'
import type { LaunchedApp } from './runtime/launched-app.ts'
import { photograph } from './screens.ts'

/** How many times faster than its names say the simulated fleet works. */
const TIME_SCALE = 4
/** enough for the job to outlast the looks at it */
const IMAGES = 32

/** The rail has a button of that name, too. */
const generate = (page: Page): Locator =>
  page.getByRole('main').getByRole('button', { name: 'Generate', exact: true })
const imagesField = (page: Page): Locator => page.getByRole('spinbutton', { name: /images/i }).first()
const tiles = (page: Page, job: number): Locator =>
  page.getByRole('list', { name: `Images of job ${job}` }).getByRole('listitem')
const inState = (page: Page, job: number, state: string): Locator =>
  page.locator(
    `[role="list"][aria-label="Images of job ${job}"] [role="listitem"][data-state="${state}"], ul[aria-label="Images of job ${job}"] > li[data-state="${state}"]`,
  )

const appArguments = (userData: string): string[] => [
  `--demo-time-scale=${TIME_SCALE}`,
  `--output-folder=${join(userData, 'pictures')}`,
]

test.describe.configure({ mode: 'serial' })

test.describe('from the welcome screen to a gallery filled by several workers', () => {
  let app: LaunchedApp
  let userData: string

  test.beforeAll(async () => {
    userData = await mkdtemp(join(tmpdir(), 'tributary-walk-'))
    openConfStores(userData).settings.update(SHORT_BENCHMARK)
    app = await launchApp({ userData, args: appArguments(userData) })
  })
  test.afterAll(async () => {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  })

  test('welcomes, and offers the simulated fleet', async () => {
    const demo = app.page.getByRole('button', { name: /Try the simulated fleet/ })
    await expect(demo).toBeVisible()
    await photograph(app.page, 'welcome')
    await demo.click()
    await expect(rail(app.page, 'Workers')).toBeVisible()
  })

  test('shows the three machines and measures them', async () => {
    await rail(app.page, 'Workers').click()
    for (const name of ['argon', 'master', 'laptop']) {
      await expect(app.page.getByText(name, { exact: true }).first()).toBeVisible()
    }
    await app.page.getByRole('button', { name: 'Benchmark all' }).click()
    await expect(app.page.getByText(/run \d of \d/).first()).toBeVisible()
    await photograph(app.page, 'workers-benchmark')
    await expect(app.page.getByText(/run \d of \d/)).toHaveCount(0)
    await photograph(app.page, 'workers')
  })

  test('shows the plan before anything is generated', async () => {
    await rail(app.page, 'Generate').click()
    await app.page
      .getByRole('textbox', { name: 'Prompt', exact: true })
      .fill('a lighthouse on a cliff, storm, oil painting')
    await imagesField(app.page).fill(String(IMAGES))
    await expect(app.page.getByText(/≈ \d+:\d\d/).first()).toBeVisible()
    await expect(app.page.getByText(/laptop/).first()).toBeVisible()
    await photograph(app.page, 'generate-plan')
  })

  test('fills the gallery batch by batch while other workers still compute', async () => {
    await generate(app.page).click()
    await expect(tiles(app.page, 1)).toHaveCount(IMAGES)
    // Both at one moment: on a busy machine the job may be over soon after.
    const filling = async () => {
      const [stored, computing] = await Promise.all(
        (['stored', 'computing'] as const).map((state) => inState(app.page, 1, state).count()),
      )
      return (stored ?? 0) > 0 && (computing ?? 0) > 0
    }
    await expect.poll(filling, { intervals: [50] }).toBe(true)
    const picture = inState(app.page, 1, 'stored').first().locator('img').first()
    await expect
      .poll(() => picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(0)
  })

  test('keeps the tray up to date and goes on there when the window is closed', async () => {
    expect((await app.tray())?.tooltip).toMatch(new RegExp(`^\\d+ of ${IMAGES}`))
    expect((await app.tray())?.items.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Show Tributary', 'Pause', 'Cancel', 'Quit']),
    )
    expect(await app.sleepBlocked()).toBe(true)
    await app.closeWindow()
    expect((await app.windows())[0]?.visible).toBe(false)
    expect((await app.notifications()).map(({ title }) => title)).toContain(
      'Tributary keeps running in the tray',
    )
    // Last, because on a busy machine the photographs may take as long as the job.
    await photograph(app.page, 'generate-running')
  })

  test('notifies when it is done; a click shows the job', async () => {
    await expect
      .poll(async () => (await app.notifications()).at(-1)?.title)
      .toMatch(new RegExp(`^Job 1 is finished: ${IMAGES} images`))
    await app.clickNotification(-1)
    expect((await app.windows())[0]?.visible).toBe(true)
    await expect(inState(app.page, 1, 'stored')).toHaveCount(IMAGES)
    expect(await app.sleepBlocked()).toBe(false)
    await expect.poll(async () => (await app.tray())?.tooltip).toBe('Tributary')
    await photograph(app.page, 'generate-finished')
  })

  test('cancels a job and keeps what had arrived', async () => {
    await imagesField(app.page).fill('60')
    await generate(app.page).click()
    await expect.poll(() => inState(app.page, 2, 'stored').count()).toBeGreaterThan(0)
    await app.page.getByRole('button', { name: 'Cancel', exact: true }).first().click()
    await app.page.getByRole('button', { name: 'Cancel job', exact: true }).click()
    await expect.poll(async () => (await app.tray())?.tooltip).toBe('Tributary')
    expect(await inState(app.page, 2, 'stored').count()).toBeGreaterThan(0)
    await photograph(app.page, 'generate-cancelled')
  })

  test('finds the pictures again after a restart', async () => {
    expect(await app.close()).toBe(0)
    app = await launchApp({ userData, args: appArguments(userData) })
    await rail(app.page, 'Gallery').click()
    await expect
      .poll(() => app.page.locator('img[src^="tributary://thumb/"]').count())
      .toBeGreaterThanOrEqual(12)
    const first = app.page.locator('img[src^="tributary://thumb/"]').first()
    await expect
      .poll(() => first.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(0)
    await photograph(app.page, 'gallery')
    for (const name of ['Queue', 'Settings']) {
      await rail(app.page, name).click()
      await photograph(app.page, name.toLowerCase())
    }
  })
})
