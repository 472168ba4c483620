import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import { ask } from './board/board-app.ts'
import { launchApp } from './runtime/launch.ts'
import type { LaunchedApp } from './runtime/launched-app.ts'

const IMAGES = 12
test.describe.configure({ mode: 'serial' })

test.describe('pictures are things to act on', () => {
  let app: LaunchedApp
  let userData: string
  const args = () => ['--demo', '--demo-time-scale=60', `--output-folder=${join(userData, 'pictures')}`]
  /** `index`: from 0. */
  const tile = (page: Page, index: number) =>
    page.getByRole('button', { name: new RegExp(`^Image ${index + 1} of job 1,`) })
  const at = (page: Page, place: number) => page.locator(`[data-place="${place}"]`)
  const tiles = (page: Page) => page.getByRole('list', { name: 'Pictures' }).getByRole('listitem')
  const go = (page: Page, screen: string) =>
    page.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click()
  const inTrash = async () => {
    const folder = join(userData, 'pictures', '.tributary-trash')
    return existsSync(folder) ? (await readdir(folder)).length : 0
  }

  test.beforeAll(async () => {
    userData = await mkdtemp(join(tmpdir(), 'tributary-trash-'))
    app = await launchApp({ userData, args: args() })
    await ask(app.page, 'submitJob', {
      request: { ...DEFAULT_REQUEST, prompt: 'a harbour', images: IMAGES, mode: 'exact' },
    })
    await expect.poll(async () => (await ask(app.page, 'listImages', { query: {} })).total).toBe(IMAGES)
    await go(app.page, 'Gallery')
  })
  test.afterAll(async () => {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  })

  test('deleted by its button, back by Undo; deleted by Del, back by Ctrl+Z, with the focus kept', async () => {
    const { page } = app
    await tile(page, 5).hover()
    await tiles(page)
      .filter({ has: tile(page, 5) })
      .getByRole('button', { name: 'Delete' })
      .click()
    await expect(tiles(page)).toHaveCount(IMAGES - 1)
    await expect.poll(inTrash).toBe(1)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(tiles(page)).toHaveCount(IMAGES)
    await expect.poll(inTrash).toBe(0)

    const [there, next] = [at(page, 4), at(page, 5)]
    const [name, nextName] = [await there.textContent(), await next.textContent()]
    await there.click()
    await page.keyboard.press('Delete')
    await expect(tiles(page)).toHaveCount(IMAGES - 1)
    await expect(there).toHaveText(String(nextName))
    await expect(there).toBeFocused()
    await page.keyboard.press('Control+z')
    await expect(there).toHaveText(String(name))
    await expect(tiles(page)).toHaveCount(IMAGES)
  })

  test('several selected with keys, marked with F, saved and deleted from the bar', async () => {
    const { page } = app
    await at(page, 0).click()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    const bar = page.getByRole('toolbar', { name: 'Selected pictures' })
    await expect(bar).toContainText('3 selected')
    await page.keyboard.press('f')
    await expect(bar.getByRole('button', { name: 'Remove from favourites' })).toBeVisible()
    const copies = await mkdtemp(join(tmpdir(), 'tributary-copies-'))
    await app.answerOpenDialog([copies])
    await bar.getByRole('button', { name: 'Save copies…' }).click()
    await expect.poll(async () => (await readdir(copies)).length).toBe(3)
    await rm(copies, { recursive: true })
    await page.keyboard.press('Escape')
    await expect(bar).toBeHidden()
    await page.keyboard.press('Control+a')
    await expect(bar).toContainText(`${IMAGES} selected`)
    await page.keyboard.press('Escape')
    await tile(page, 1).click()
    await tile(page, 0).click({ modifiers: ['Control'] })
    await bar.getByRole('button', { name: 'Delete' }).click()
    await expect(tiles(page)).toHaveCount(IMAGES - 2)
    await expect.poll(inTrash).toBe(2)
  })

  test('the menu of a right click copies, saves and shows a picture', async () => {
    const { page } = app
    const entry = async (name: string | RegExp) => {
      await tile(page, 4).click({ button: 'right' })
      await page.getByRole('menuitem', { name }).click()
    }
    await entry(/^Copy picture/)
    await expect.poll(() => app.copiedTypes()).toEqual(['image/png'])
    await entry('Show in folder')
    await expect.poll(async () => (await app.revealedPaths()).at(-1)).toMatch(/1-0004-/)
    const saved = join(userData, 'saved.png')
    await app.answerSaveDialog(saved)
    await entry(/^Save as…/)
    await expect.poll(() => existsSync(saved)).toBe(true)
    await entry('Use seed')
    await expect(page.getByText(/The form now has the seed/)).toBeVisible()
    await go(page, 'Gallery')
  })

  test('a picture is dragged out by its file', async () => {
    const { page } = app
    await app.watchDrags()
    await tile(page, 4).dispatchEvent('dragstart')
    await expect.poll(() => app.draggedFiles()).toEqual([expect.stringMatching(/1-0004-.*\.png$/)])
  })

  test('the trash outlives a restart; pictures come back or go for good', async () => {
    await app.close()
    app = await launchApp({ userData, args: args() })
    const { page } = app
    await go(page, 'Gallery')
    await expect(tiles(page)).toHaveCount(IMAGES - 2)
    await page.getByRole('button', { name: 'Show the trash' }).click()
    await expect(tiles(page)).toHaveCount(2)
    await tile(page, 0).click()
    await page.getByRole('complementary').getByRole('button', { name: 'Restore' }).click()
    await expect(tiles(page)).toHaveCount(1)
    await page.getByRole('button', { name: 'Empty trash' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Empty trash' }).click()
    await expect(page.getByText('The trash is empty')).toBeVisible()
    await expect.poll(inTrash).toBe(0)
    await page.getByRole('button', { name: 'Back to the gallery' }).click()
    await expect(tiles(page)).toHaveCount(IMAGES - 1)
  })
})
