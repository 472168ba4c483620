import { expect, type Page, test } from 'playwright/test'
import sharp from 'sharp'
import { measuredBoard } from './board/measured-board.ts'
import { photograph } from './screens.ts'

const colour = (background: string, width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

test.describe.configure({ mode: 'serial' })

/** A body of a request to img2img, as a server gets it. */
interface Body {
  readonly init_images: readonly string[]
  readonly mask?: string
  readonly mask_round?: boolean
  readonly inpainting_mask_invert?: number
  readonly inpaint_full_res?: boolean
}

/** Px of a mask that was sent, as grey: what is at a place, and its size. */
async function sent({ mask = '' }: Body) {
  const { data, info } = await sharp(Buffer.from(mask, 'base64'))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => data[(y * info.width + x) * info.channels]
  return { size: [info.width, info.height], at }
}

/** Draws with a button of the mouse over the picture of the painter, between places given in px of the picture. */
async function draw(
  page: Page,
  places: readonly (readonly [number, number])[],
  { button = 'left', width = 640 }: { button?: 'left' | 'right'; width?: number } = {},
) {
  const box = await page.locator('[data-stage] canvas').boundingBox()
  if (box === null) throw new Error('The painter is not open.')
  const on = ([x, y]: readonly [number, number]) =>
    [box.x + (x * box.width) / width, box.y + (y * box.width) / width] as const
  const [first, ...rest] = places
  if (first === undefined) return
  await page.mouse.move(...on(first))
  await page.mouse.down({ button })
  for (const place of rest) await page.mouse.move(...on(place), { steps: 8 })
  await page.mouse.up({ button })
}

/** Draws a level line over the picture of the painter with a pen that is pressed as hard as said, 0 to 1. */
async function penStroke(page: Page, force: number) {
  const box = await page.locator('[data-stage] canvas').boundingBox()
  if (box === null) throw new Error('The painter is not open.')
  const session = await page.context().newCDPSession(page)
  const pen = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', across: number) =>
    session.send('Input.dispatchMouseEvent', {
      ...{ type, x: box.x + box.width * across, y: box.y + box.height / 2, pointerType: 'pen' },
      ...{ button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1, force },
    })
  await pen('mousePressed', 0.3)
  for (const across of [0.4, 0.5, 0.6, 0.7]) await pen('mouseMoved', across)
  await pen('mouseReleased', 0.7)
  await session.detach()
}

test.describe('images made from pictures', () => {
  const app = measuredBoard(10, { argon: 16, laptop: 20 }, { keepBodies: true })
  test.beforeAll(async () => {
    await app.page.getByRole('navigation').getByRole('button', { name: 'Generate', exact: true }).click()
  })

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
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(4)
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

  test('takes several pictures of the gallery with the keys alone, and shows what fitting makes of them', async () => {
    const { page } = app
    const pictures = page.getByRole('list', { name: 'Pictures to start from' }).getByRole('listitem')
    await form().getByRole('button', { name: 'From the gallery…' }).press('Enter')
    const picker = page.getByRole('dialog', { name: 'Choose from the gallery' })
    await expect(picker.getByRole('searchbox', { name: 'Search prompts' })).toBeFocused()
    await page.keyboard.type('no such words')
    await expect(picker).toContainText('No picture has “no such words” in its prompt.')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('door')
    await expect(picker.getByRole('option')).toHaveCount(4)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await expect(picker.getByRole('option', { selected: true })).toHaveCount(2)
    await expect(picker).toContainText('2 pictures chosen')
    await photograph(page, 'from-the-gallery')
    await page.keyboard.press('Enter')
    await expect(picker).toHaveCount(0)
    await expect(pictures).toHaveCount(2)
    await expect(form().getByRole('button', { name: 'From the gallery…' })).toBeFocused()

    await page.getByRole('spinbutton', { name: 'Width', exact: true }).fill('768')
    await form().getByRole('radio', { name: 'Fill', exact: true }).click()
    const result = form().getByRole('img', { name: / in 768 by 512 px: Fill$/ })
    await result.scrollIntoViewIfNeeded()
    // In the shape of the result.
    await expect
      .poll(() =>
        result.evaluate<number, { width: number; height: number }>(({ width, height }) => width / height),
      )
      .toBeCloseTo(1.5, 1)
    await page.getByRole('spinbutton', { name: 'Width', exact: true }).fill('512')
    await page.getByRole('button', { name: 'Reset Start from a picture' }).click()
    await expect(form()).toContainText('Drop pictures here, or paste them')
  })

  /** What the machines were sent to img2img so far, by machine. */
  const bodies = () =>
    app.workers.map((worker) =>
      worker
        .calls()
        .filter(({ path, body }) => path.startsWith('/sdapi/v1/img2img') && body !== null)
        .map(({ body }) => JSON.parse(String(body)) as Body),
    )
  const masked = () => bodies().map((all) => all.filter(({ mask }) => mask !== undefined))

  test('paints a mask, and every machine paints anew only what is white in it', async () => {
    const { page } = app
    await page
      .getByLabel('Picture files')
      .setInputFiles({ name: 'door.png', mimeType: 'image/png', buffer: await colour('#308040', 640, 384) })
    await form().getByRole('button', { name: 'Paint mask…' }).click()
    const painter = page.getByRole('dialog', { name: 'Paint a mask on door.png' })
    await expect(painter).toContainText('Nothing is painted yet')

    // With the keys: a dot in the middle, taken back.
    await page.keyboard.press('Space')
    await expect(painter).toContainText('Painted: 40 × 40 px')
    await page.keyboard.press('Control+z')
    await expect(painter).toContainText('Nothing is painted yet')

    // A pen paints as wide as it is pressed; the brush is 40 px.
    for (const [pressure, height] of [
      [0.2, 8],
      [1, 40],
    ] as const) {
      await penStroke(page, pressure)
      await expect(painter).toContainText(new RegExp(`Painted: \\d+ × ${height} px`))
      await page.keyboard.press('Control+z')
      await expect(painter).toContainText('Nothing is painted yet')
    }

    // A stroke, a part of it taken away with the other button, and a triangle with the lasso.
    await draw(page, [
      [160, 192],
      [480, 192],
    ])
    await draw(
      page,
      [
        [300, 192],
        [340, 192],
      ],
      { button: 'right' },
    )
    await page.keyboard.press('l')
    await draw(page, [
      [40, 300],
      [160, 300],
      [40, 372],
    ])
    await photograph(page, 'paint-mask')
    await painter.getByRole('button', { name: 'Use mask' }).click()
    await expect(painter).toHaveCount(0)
    await expect(form().getByRole('button', { name: 'Edit mask…' })).toBeFocused()

    // Enough for both, whatever overhead one has been measured with.
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('16')
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const tiles = page.getByRole('list', { name: 'Images of job 2' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(16)
    const all = masked()
    expect(all.map((each) => each.length > 0)).toEqual([true, true])
    for (const body of all.flat()) {
      const { size, at } = await sent(body)
      expect(size).toEqual([640, 384])
      const painted = [at(180, 192), at(460, 192), at(250, 205), at(60, 310)]
      const free = [at(320, 192), at(320, 30), at(250, 222), at(150, 360), at(600, 192)]
      expect({ painted, free }).toEqual({ painted: [255, 255, 255, 255], free: [0, 0, 0, 0, 0] })
      expect(body.inpainting_mask_invert ?? 0).toBe(0)
      expect(body.mask_round ?? true).toBe(true)
    }
  })

  test('goes on from the mask that is there, softens it and sends it as a soft one', async () => {
    const { page } = app
    const before = masked().map((all) => all.length)
    await form().getByRole('button', { name: 'Edit mask…' }).click()
    const painter = page.getByRole('dialog', { name: 'Paint a mask on door.png' })
    await expect(painter).toContainText('Painted: 460 ×')
    await page.keyboard.press('i')
    await page.keyboard.press('f')
    await page.getByRole('slider', { name: 'Width (px)' }).press('ArrowRight')
    await page.getByRole('button', { name: 'Soften', exact: true }).click()
    await expect(painter).toContainText('Painted: 640 × 384 px')
    // What was painted is asked about before it is lost.
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keep painting' }).click()
    await painter.getByRole('button', { name: 'Use mask' }).click()
    await form()
      .getByRole('switch', { name: /^Only masked/ })
      .click()
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('1')
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const tiles = page.getByRole('list', { name: 'Images of job 3' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(1)
    const [body] = masked().flatMap((all, at) => all.slice(before[at]))
    if (body === undefined) throw new Error('No machine got a mask.')
    expect([body.mask_round, body.inpaint_full_res]).toEqual([false, true])
    const { at } = await sent(body)
    expect([at(320, 30), at(600, 192)]).toEqual([255, 255])
    expect(at(460, 192)).toBeLessThan(60)
    const edge = at(460, 213) ?? 0
    expect(edge > 40 && edge < 215).toBe(true)
  })

  test('compares a picture with what it was made from, and paints on one of the gallery', async () => {
    const { page } = app
    const picture = page
      .getByRole('list', { name: 'Images of job 2' })
      .locator('li[data-state="stored"] button')
      .first()
    await picture.click()
    await page.getByRole('button', { name: 'Compare with what it was made from' }).click()
    const before = page.getByRole('img', { name: 'Before: door.png' })
    await expect(before).toHaveCSS('clip-path', 'inset(0px 50% 0px 0px)')
    // It comes from the app in its own size.
    const widthOf = (img: { naturalWidth: number }) => img.naturalWidth
    await expect.poll(() => before.evaluate<number, { naturalWidth: number }>(widthOf)).toBe(640)
    await page.getByRole('slider', { name: /^Where before ends/ }).press('End')
    await expect(before).toHaveCSS('clip-path', 'inset(0px 0% 0px 0px)')
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await picture.click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Inpaint…' }).click()
    await expect(page.getByRole('dialog', { name: /^Paint a mask on/ })).toContainText(
      'Nothing is painted yet',
    )
    await page.keyboard.press('Escape')
    const pictures = page.getByRole('list', { name: 'Pictures to start from' }).getByRole('listitem')
    await expect(pictures).toHaveCount(1)
    await pictures.getByRole('button', { name: /^Remove / }).click()
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
    await dialog.getByRole('spinbutton', { name: 'Width (px)' }).fill('600')
    await dialog.getByRole('spinbutton', { name: 'Height (px)' }).fill('640')
    await expect(pictures.nth(1)).toContainText('200 × 100 → 1280 × 640')
    await dialog.getByRole('switch', { name: 'Crop to this size' }).click()
    await expect(pictures.nth(1)).toContainText('200 × 100 → 600 × 640')
    await dialog.getByRole('button', { name: 'Restore faces' }).click()
    await dialog.getByRole('spinbutton', { name: 'CodeFormer' }).fill('0.5')
    await expect(dialog).toContainText('Plan: ')
    await photograph(page, 'upscale')
    await dialog.getByRole('button', { name: 'Upscale 2 pictures' }).click()
    await expect(dialog).toHaveCount(0)
    const tiles = page.getByRole('list', { name: 'Images of job 4' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(2)
    const sizes = await page.evaluate<string[]>(
      `window.tributary.listImages({ query: {} }).then(({ value }) => value.images.map(({ width, height }) => width + 'x' + height))`,
    )
    expect(sizes.filter((size) => size === '600x640')).toHaveLength(2)
    const asked = await page.evaluate<unknown>(
      `window.tributary.snapshot({}).then(({ value }) => value.jobs.find(({ number }) => number === 4).request.upscale)`,
    )
    expect(asked).toMatchObject({ width: 600, height: 640, crop: true, codeformerVisibility: 0.5 })
  })

  test('paints a mask for each of two pictures alone, and every machine gets that of the picture it works on', async () => {
    const { page } = app
    const before = masked().map((all) => all.length)
    await page.getByLabel('Picture files').setInputFiles([
      { name: 'red.png', mimeType: 'image/png', buffer: await colour('#c03030', 320, 256) },
      { name: 'blue.png', mimeType: 'image/png', buffer: await colour('#3030c0', 320, 256) },
    ])
    for (const [name, x] of [
      ['red.png', 60],
      ['blue.png', 260],
    ] as const) {
      await form()
        .getByRole('button', { name: `Paint a mask for ${name} alone` })
        .click()
      const painter = page.getByRole('dialog', { name: `Paint a mask on ${name}` })
      await expect(painter).toContainText('Nothing is painted yet')
      await draw(
        page,
        [
          [x, 40],
          [x, 200],
        ],
        { width: 320 },
      )
      await painter.getByRole('button', { name: 'Use mask' }).click()
      await expect(form().getByRole('button', { name: `Edit the mask of ${name} alone` })).toHaveAttribute(
        'aria-pressed',
        'true',
      )
    }
    await expect(form()).toContainText('2 pictures have masks of their own')
    // So many that both machines work, unless one has taken two seconds for nothing before.
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('12')
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const tiles = page.getByRole('list', { name: 'Images of job 5' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(24)
    const asked = masked().map((all, at) => all.slice(before[at]))
    expect(asked.map((each) => each.length > 0)).toEqual([true, true])
    const worked = new Set<string>()
    for (const body of asked.flat()) {
      expect(body.init_images).toHaveLength(1)
      const [red = 0, , blue = 0] = await sharp(Buffer.from(body.init_images[0] ?? '', 'base64'))
        .raw()
        .toBuffer()
      const name = red > blue ? 'red.png' : 'blue.png'
      worked.add(name)
      const { size, at } = await sent(body)
      const [left, right] = [at(60, 120), at(260, 120)]
      expect({ name, size, left, right, corner: at(160, 120) }).toEqual({
        ...{ name, size: [320, 256], corner: 0 },
        ...(name === 'red.png' ? { left: 255, right: 0 } : { left: 0, right: 255 }),
      })
    }
    expect(worked.size).toBe(2)
  })
})
