import { expect, test } from 'playwright/test'
import sharp from 'sharp'
import { demoApp } from './demo-app.ts'
import { photograph } from './screens.ts'

const colour = (background: string, width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

test.describe.configure({ mode: 'serial' })

test.describe('images made from pictures', () => {
  const app = demoApp()

  const form = () => app.page.getByRole('form', { name: 'Generation settings' })

  test('takes files, says what is wrong with one, and counts what they make', async () => {
    const { page } = app
    await page.getByRole('button', { name: /^Start from a picture/ }).click()
    await page.getByLabel('Picture files').setInputFiles([
      { name: 'red.png', mimeType: 'image/png', buffer: await colour('#c03030', 640, 320) },
      { name: 'blue.png', mimeType: 'image/png', buffer: await colour('#3030c0', 512, 512) },
      { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
    ])
    const pictures = page.getByRole('list', { name: 'Pictures to start from' }).getByRole('listitem')
    await expect(pictures).toHaveCount(2)
    await expect(pictures.first()).toContainText('red.png')
    await expect(pictures.first()).toContainText('640 × 320')
    await expect(form().getByRole('alert')).toContainText('notes.png is no picture that can be used.')
    await form().getByRole('button', { name: 'Dismiss' }).click()
    await expect(form().getByRole('alert')).toHaveCount(0)
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('2')
    await page.keyboard.press('Tab')
    await expect(form()).toContainText('2 pictures × 2 images = 4 images')
    // The thumbnails come from the app.
    await expect
      .poll(() =>
        pictures
          .first()
          .locator('img')
          .first()
          .evaluate<number, { naturalWidth: number }>((img) => img.naturalWidth),
      )
      .toBeGreaterThan(0)
    await photograph(page, 'start-from-pictures')
  })

  test('makes the images of each picture from it', async () => {
    const { page } = app
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a door')
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const tiles = page.getByRole('list', { name: 'Images of job 1' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(4, { timeout: 60_000 })
    const strengths = await page.evaluate<string[]>(
      `window.tributary.listImages({ query: {} }).then(({ value }) => value.images.map(({ infotext }) => infotext))`,
    )
    for (const infotext of strengths) expect(infotext).toContain('Denoising strength: 0.6')
  })

  test('starts from a picture of the gallery, with undo for what is removed', async () => {
    const { page } = app
    const pictures = page.getByRole('list', { name: 'Pictures to start from' }).getByRole('listitem')
    await page.locator('li[data-state="stored"] button').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Use as input' }).click()
    await expect(pictures).toHaveCount(3)
    await pictures.first().getByRole('button', { name: 'Remove red.png' }).click()
    await expect(pictures).toHaveCount(2)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(pictures).toHaveCount(3)
    await page.getByRole('button', { name: 'Remove all' }).click()
    await expect(form()).toContainText('Drop pictures here, or paste them')
  })

  test('makes a picture of the gallery larger, and one from a file', async () => {
    const { page } = app
    await page.locator('li[data-state="stored"] button').first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Upscale…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Upscale' })
    const pictures = dialog.getByRole('list', { name: 'Pictures to upscale' }).getByRole('listitem')
    await expect(pictures).toHaveCount(1)
    await dialog
      .getByLabel('Picture files')
      .setInputFiles({ name: 'green.png', mimeType: 'image/png', buffer: await colour('#30c030', 200, 100) })
    await expect(pictures).toHaveCount(2)
    await dialog.getByRole('radio', { name: '4×' }).click()
    await expect(pictures.nth(1)).toContainText('200 × 100 → 800 × 400')
    await dialog.getByRole('radio', { name: 'To a size' }).click()
    await dialog.getByRole('spinbutton', { name: 'Width, px' }).fill('600')
    await dialog.getByRole('spinbutton', { name: 'Height, px' }).fill('640')
    await expect(pictures.nth(1)).toContainText('200 × 100 → 1280 × 640')
    await dialog.getByRole('switch', { name: 'Crop to this size' }).click()
    await expect(pictures.nth(1)).toContainText('200 × 100 → 600 × 640')
    await dialog.getByRole('button', { name: 'Restore faces' }).click()
    await dialog.getByRole('spinbutton', { name: 'CodeFormer' }).fill('0.5')
    await expect(dialog).toContainText('Plan: ')
    await photograph(page, 'upscale')
    await dialog.getByRole('button', { name: 'Upscale 2 pictures' }).click()
    await expect(dialog).toHaveCount(0)
    const tiles = page.getByRole('list', { name: 'Images of job 2' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(2, { timeout: 60_000 })
    const sizes = await page.evaluate<string[]>(
      `window.tributary.listImages({ query: {} }).then(({ value }) => value.images.map(({ width, height }) => width + 'x' + height))`,
    )
    expect(sizes.filter((size) => size === '600x640')).toHaveLength(2)
    const asked = await page.evaluate<unknown>(
      `window.tributary.snapshot({}).then(({ value }) => value.jobs.find(({ number }) => number === 2).request.upscale)`,
    )
    expect(asked).toMatchObject({ width: 600, height: 640, crop: true, codeformerVisibility: 0.5 })
  })
})
