import { expect, type Locator, type Page, test } from 'playwright/test'
import { outOfReach } from './reach.ts'
import { specHarness } from './spec-harness.ts'

const LARGE = { width: 2560, height: 1440 }
const BROWSER = 'LoRAs and embeddings for the prompt'

const box = async (what: Locator) => {
  const found = await what.boundingBox()
  if (!found) throw new Error(`${what} is not drawn.`)
  return found
}

test.describe('in a large window', () => {
  const harness = specHarness()
  let page: Page
  test.afterEach(() => page.close())
  const open = async (query: string) => {
    page = await harness.open(`${query}&theme=dark&frozen`, 'generate')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.setViewportSize(LARGE)
  }

  test('the browser of many LoRAs shows many of them, and a large picture', async () => {
    await open('state=idle&loras=5000')
    await page.getByRole('button', { name: BROWSER }).click()
    const dialog = page.getByRole('dialog')
    const [whole, list] = [await box(dialog), await box(dialog.getByRole('listbox'))]
    expect(whole.width / LARGE.width).toBeGreaterThan(0.4)
    expect(whole.height / LARGE.height).toBeGreaterThan(0.6)
    // 44 px is a row.
    expect(list.height / 44).toBeGreaterThan(14)
    const picture = dialog.getByRole('heading', { level: 3 }).locator('xpath=../../*[1]')
    expect((await box(picture)).width).toBeGreaterThan(200)
    expect(await outOfReach(page)).toEqual([])
  })

  test('the browser of two LoRAs is no larger than they need, and stays as it is while it is searched', async () => {
    await open('state=idle')
    await page.getByRole('button', { name: BROWSER }).click()
    const dialog = page.getByRole('dialog')
    const before = await box(dialog)
    expect(before.height / LARGE.height).toBeLessThan(0.5)
    // All that is told of it is in sight.
    await expect(dialog.getByRole('button', { name: 'photo, 3d render' })).toBeInViewport({ ratio: 1 })
    await page.keyboard.type('ink')
    await expect(dialog.getByRole('option')).toHaveCount(1)
    const { width, height } = await box(dialog)
    expect({ width, height }).toEqual({ width: before.width, height: before.height })
  })

  test('the mask painter shows the picture as large as it can, with sliders that can be aimed with', async () => {
    await open('state=idle&mode=exact&images=4&inputs=1&masked')
    const fold = page.getByRole('button', { name: /^Start from a picture/ })
    if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
    await page.getByRole('button', { name: /^Edit mask/ }).click()
    const stage = page.locator('[data-stage]')
    await expect(page.getByText(/^Painted: /)).toBeVisible()
    const [whole, picture] = [await box(stage), await box(stage.locator('canvas'))]
    const share = Math.max(picture.height / whole.height, picture.width / whole.width)
    expect(share).toBeGreaterThan(0.95)
    expect(share).toBeLessThanOrEqual(1)
    for (const name of ['Brush size', 'Visibility']) {
      const { width } = await box(
        page.getByRole('slider', { name }).locator('xpath=ancestor::*[contains(@class, "slider")][1]'),
      )
      expect(width, name).toBeGreaterThan(180)
      expect(width, name).toBeLessThan(240)
    }
    expect(await outOfReach(page)).toEqual([])
  })
})
