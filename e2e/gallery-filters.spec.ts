import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import { ask } from './board/board-app.ts'
import { launchApp } from './runtime/launch.ts'
import type { LaunchedApp } from './runtime/launched-app.ts'
import { photograph } from './screens.ts'

const IMAGES = 24

test.describe.configure({ mode: 'serial' })

test.describe('narrowing the gallery', () => {
  let app: LaunchedApp
  let userData: string
  const args = () => ['--demo', '--demo-time-scale=60', `--output-folder=${join(userData, 'pictures')}`]
  const tiles = (page: Page) => page.getByRole('list', { name: 'Pictures' }).getByRole('listitem')
  const heart = (page: Page, index: number) =>
    page.getByRole('button', { name: `Favourite: image ${index + 1} of job 1`, exact: true })
  const toGallery = (page: Page) =>
    page.getByRole('navigation').getByRole('button', { name: 'Gallery', exact: true }).click()

  test.beforeAll(async () => {
    userData = await mkdtemp(join(tmpdir(), 'tributary-filters-'))
    app = await launchApp({ userData, args: args() })
    const request = { ...DEFAULT_REQUEST, prompt: 'a harbour', images: IMAGES }
    await ask(app.page, 'submitJob', { request })
    await expect.poll(async () => (await ask(app.page, 'listImages', { query: {} })).total).toBe(IMAGES)
    await toGallery(app.page)
  })
  test.afterAll(async () => {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  })

  test('by machine and by day, one after the other, and back', async () => {
    const { page } = app
    await expect(page.getByText(`${IMAGES} pictures`, { exact: true })).toBeVisible()
    const { workers } = await ask(page, 'imageFacets', {})
    const [most] = workers
    await page.getByRole('button', { name: 'Machine', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: `${most?.value} · ${most?.images}` }).click()
    await expect(page.getByText(`${most?.images} pictures`, { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Date', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Today' }).click()
    await expect(tiles(page).first()).toBeVisible()
    await photograph(page, 'gallery-filtered')
    await page.getByRole('searchbox', { name: 'Search prompts' }).fill('nothing like it')
    await expect(page.getByText('No pictures match')).toBeVisible()
    await photograph(page, 'gallery-nothing')
    await page.getByRole('button', { name: 'Show all pictures' }).click()
    await expect(page.getByText(`${IMAGES} pictures`, { exact: true })).toBeVisible()
  })

  test('to favourites, marked by a click or by F, also after a restart', async () => {
    const { page } = app
    await expect(tiles(page)).toHaveCount(IMAGES)
    // A tile draws its tools anew once the pointer is in it; a click that begins before that is none.
    await tiles(page)
      .filter({ has: heart(page, 0) })
      .hover()
    await heart(page, 0).click()
    await expect(heart(page, 0)).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('button', { name: /^Image 2 of job 1/ }).click()
    await page.keyboard.press('f')
    await expect(heart(page, 1)).toHaveAttribute('aria-pressed', 'true')
    await photograph(page, 'gallery-favourites')
    await page.getByRole('button', { name: 'Only favourites' }).click()
    await expect(tiles(page)).toHaveCount(2)
    await app.close()
    app = await launchApp({ userData, args: args() })
    await toGallery(app.page)
    await app.page.getByRole('button', { name: 'Only favourites' }).click()
    await expect(tiles(app.page)).toHaveCount(2)
  })
})
