import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import sharp from 'sharp'
import { jobBodies, PLAIN_BODY } from './board/machines.ts'
import { measuredBoard } from './board/measured-board.ts'
import { photograph } from './screens.ts'

test.describe.configure({ mode: 'serial' })

test.describe('a job of many kinds of images', () => {
  const app = measuredBoard(60, { argon: 12, laptop: 20 }, { keepBodies: true })
  test.beforeAll(async () => {
    await app.page.getByRole('navigation').getByRole('button', { name: 'Generate', exact: true }).click()
  })

  /** What the machines were asked for. */
  const bodies = () => jobBodies(app.workers)
  /** Each once: a slow machine's images may be asked of another one as well. */
  const once = (texts: readonly unknown[]) => [...new Set(texts.map(String))].sort()
  const infotexts = () =>
    app.page.evaluate<string[]>(
      `window.tributary.listImages({ query: {} }).then(({ value }) => value.images.map(({ infotext }) => infotext))`,
    )
  const table = () => app.page.getByRole('grid', { name: 'Images of job 1, as a table' })
  const stored = (job: number) =>
    app.page
      .getByRole('list', { name: `Images of job ${job}` })
      .getByRole('listitem')
      .and(app.page.locator('[data-state="stored"]'))

  test('is a grid of two axes, with a value that cannot be named under its axis', async () => {
    const { page } = app
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a door')
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('1')
    await page.getByRole('button', { name: /^Vary settings/ }).click()
    await page.getByRole('button', { name: 'Add a grid axis' }).click()
    await page.getByRole('combobox', { name: 'What axis 1 changes' }).click()
    await page.getByRole('option', { name: 'Sampler', exact: true }).click()
    await page.getByRole('combobox', { name: 'Add a value to axis 1' }).click()
    await page.getByRole('option', { name: /^Euler a/ }).click()
    const samplers = page.getByRole('textbox', { name: 'Values of axis 1' })
    await expect(samplers).toHaveValue('Euler a')
    await samplers.press('End')
    await samplers.pressSequentially(', ddi')
    await expect(page.getByRole('option', { name: /^DDIM/ }).first()).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(samplers).toHaveValue('Euler a, DDIM')
    await expect(samplers).toBeFocused()
    await page.getByRole('button', { name: 'Add an axis' }).click()
    await page.getByRole('combobox', { name: 'What axis 2 changes' }).click()
    await page.getByRole('option', { name: 'Steps', exact: true }).click()
    const steps = page.getByRole('textbox', { name: 'Values of axis 2' })
    await steps.fill('5, 999')
    const axis = page.getByRole('region', { name: 'Axis 2' })
    await expect(axis.getByRole('alert')).toHaveText('Steps cannot be "999" here. Steps must be at most 150.')
    await steps.fill('5-9 (+2)')
    await expect(axis.getByRole('alert')).toHaveCount(0)
    await expect(axis).toContainText('3 values')
    await expect(page.getByText('2 × 3 = 6 cells')).toBeVisible()
    const form = page.getByRole('form', { name: 'Generation settings' })
    await expect(form).toContainText('6 grid cells × 1 image = 6 images')
    await photograph(page, 'vary-grid')
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const cells = table().getByRole('gridcell').and(page.locator('[data-state="stored"]'))
    await expect(cells).toHaveCount(6)
    const made = (await infotexts()).map((text) =>
      /Steps: (\d+), Sampler: ([^,]+)/.exec(text)?.slice(1).join(' '),
    )
    const cellsOfIt = ['5 DDIM', '5 Euler a', '7 DDIM', '7 Euler a', '9 DDIM', '9 Euler a']
    expect(made.sort()).toEqual(cellsOfIt)
    const asked = bodies()
    expect(once(asked.map(({ steps: count, sampler_name: name }) => `${count} ${name}`))).toEqual(cellsOfIt)
    const [{ seed, subseed } = {}] = asked
    expect(seed).toBeGreaterThanOrEqual(0)
    for (const body of asked)
      expect(body).toEqual({
        ...{ ...PLAIN_BODY, prompt: 'a door', seed, subseed },
        ...{ steps: body.steps, sampler_name: body.sampler_name },
      })
  })

  test('is shown as a table that can be swapped, walked through by keys, and saved as one picture', async () => {
    const { page } = app
    const heads = (role: 'columnheader' | 'rowheader') => table().getByRole(role).allInnerTexts()
    expect(await heads('columnheader')).toEqual(['Steps', 'Euler a', 'DDIM'])
    expect(await heads('rowheader')).toEqual(['5', '7', '9'])
    await page.getByRole('button', { name: 'Swap rows and columns' }).click()
    expect(await heads('columnheader')).toEqual(['Sampler', '5', '7', '9'])
    await page.getByRole('slider', { name: 'Size of the pictures' }).press('End')
    const scroller = table().locator('xpath=ancestor::*[@data-landing]')
    const top = () => scroller.evaluate<number, { scrollTop: number }>((element) => element.scrollTop)
    await scroller.hover()
    await page.mouse.wheel(0, 90)
    await expect.poll(top).toBeGreaterThan(0)
    const left = await top()
    const rail = page.getByRole('navigation')
    await rail.getByRole('button', { name: 'Queue', exact: true }).click()
    await rail.getByRole('button', { name: 'Generate', exact: true }).click()
    expect(await heads('columnheader')).toEqual(['Sampler', '5', '7', '9'])
    await expect.poll(top).toBe(left)
    const places = table().locator('[data-place]')
    await places.nth(1).focus()
    await page.keyboard.press('ArrowDown')
    await expect(places.nth(4)).toBeFocused()
    await page.keyboard.press('Enter')
    const viewer = page.getByRole('dialog')
    await expect(viewer).toContainText('Steps: 7 · Sampler: DDIM')
    await expect(viewer).toContainText('Steps: 7, Sampler: DDIM')
    await page.keyboard.press('ArrowUp')
    await expect(viewer).toContainText('Steps: 7 · Sampler: Euler a')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    await expect(viewer).toContainText('Steps: 9 · Sampler: Euler a')
    await page.keyboard.press('Escape')
    await expect(places.nth(2)).toBeFocused()

    const file = join(app.app.userData, 'all.png')
    await app.app.answerSaveDialog(file)
    await page.getByRole('button', { name: 'Save as one picture…' }).click()
    await expect(page.getByText(`Saved as ${file}`)).toBeVisible()
    const { width = 0, height = 0, format } = await sharp(file).metadata()
    expect(format).toBe('png')
    expect([width > 3 * 512, height > 2 * 512, height < 3 * 512]).toEqual([true, true, true])
  })

  test('is a prompt for each line, in all combinations of its alternatives', async () => {
    const { page } = app
    for (const axis of [2, 1]) await page.getByRole('button', { name: `Remove axis ${axis}` }).click()
    await page.getByLabel('Prompts, one per line').fill('a {red|blue} boat\n\na cat')
    await page.getByRole('radio', { name: 'All', exact: true }).click()
    const form = page.getByRole('form', { name: 'Generation settings' })
    await expect(form).toContainText('3 prompts × 1 image = 3 images')
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    await expect(stored(2)).toHaveCount(3)
    const prompts = (await infotexts()).slice(0, 3).map((text) => text.split('\n')[0])
    expect(prompts.sort()).toEqual(['a blue boat', 'a cat', 'a red boat'])
    const asked = bodies().filter(({ prompt }) => prompt !== 'a door')
    expect(once(asked.map(({ prompt }) => prompt))).toEqual(['a blue boat', 'a cat', 'a red boat'])
    const [{ seed, subseed } = {}] = asked
    for (const body of asked) expect(body).toEqual({ ...PLAIN_BODY, prompt: body.prompt, seed, subseed })
  })

  test('is sent with a refiner and tiling', async () => {
    const { page } = app
    await page.getByLabel('Prompts, one per line').fill('')
    await page.getByRole('button', { name: /^Advanced/ }).click()
    await page.getByRole('combobox', { name: 'Refiner' }).click()
    await page.getByRole('option').nth(1).click()
    await page.getByRole('slider', { name: /^Refiner takes over/ }).press('ArrowLeft')
    await page.getByLabel('Tiling').getByRole('radio', { name: 'On' }).click()
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    await expect(stored(3)).toHaveCount(1)
    const [newest = ''] = await infotexts()
    expect(newest).toContain('Refiner switch at: 0.79')
    expect(newest).toContain('Tiling: True')
    const tiled = bodies().filter(({ tiling }) => tiling === true)
    expect(tiled.length).toBeGreaterThan(0)
    for (const body of tiled)
      expect(body).toEqual({
        ...{ ...PLAIN_BODY, prompt: 'a door', tiling: true, refiner_switch_at: 0.79 },
        refiner_checkpoint: expect.stringContaining('dreamshaper_8'),
        ...{ seed: tiled[0]?.seed, subseed: tiled[0]?.subseed },
      })
  })

  test('goes on in the background until it is stopped', async () => {
    const { page } = app
    // As the job before, but for its seeds and how many of them go together.
    const {
      seed: _,
      subseed: __,
      batch_size: ___,
      ...endless
    } = bodies().findLast(({ tiling }) => tiling) ?? {}
    await page.getByRole('button', { name: 'When to generate' }).click()
    await page.getByRole('menuitem', { name: 'Generate until I stop it' }).click()
    await expect(page.getByRole('main')).toContainText('so far, until you stop it')
    await expect.poll(() => stored(4).count()).toBeGreaterThan(3)
    await page.getByRole('main').getByRole('button', { name: 'Cancel', exact: true }).click()
    const question = page.getByRole('dialog', { name: 'Cancel job 4?' })
    await question.getByRole('button').last().click()
    await expect(page.getByRole('main')).toContainText(/Cancelled, \d+ images kept/)
    const made = await page.evaluate<{ seed: number; index: number }[]>(
      `window.tributary.listImages({ query: {} }).then(({ value }) =>
        value.images.filter(({ jobNumber }) => jobNumber === 4).map(({ seed, index }) => ({ seed, index })))`,
    )
    const [first = Number.NaN, ...others] = new Set(made.map(({ seed, index }) => seed - index))
    expect(others).toEqual([])
    const asked = bodies().filter(({ seed }) => Number(seed) >= first && Number(seed) < first + 10_000)
    const seeds = asked.flatMap(({ seed, batch_size: count }) =>
      Array.from({ length: Number(count) }, (_, at) => Number(seed) + at),
    )
    expect(seeds).toEqual(expect.arrayContaining(made.map(({ seed }) => seed)))
    for (const { seed: _, subseed: __, batch_size: ___, ...body } of asked) expect(body).toEqual(endless)
  })

  test('is a run for each picture of a folder', async () => {
    const { page } = app
    const folder = join(app.app.userData, 'frames')
    await mkdir(folder)
    for (const [name, background] of [
      ['frame10.png', '#204060'],
      ['frame2.png', '#a04020'],
    ] as const)
      await sharp({ create: { width: 128, height: 128, channels: 3, background } })
        .png()
        .toFile(join(folder, name))
    await writeFile(join(folder, 'notes.txt'), 'no picture')
    await page.getByRole('button', { name: /^Start from a picture/ }).click()
    await page.getByLabel('Folder of pictures').setInputFiles(folder)
    const inputs = page.getByRole('list', { name: 'Pictures to start from' }).getByRole('listitem')
    await expect(inputs).toHaveCount(2)
    await expect(inputs.first()).toContainText('frame2.png')
    await page.getByRole('radio', { name: 'Exactly', exact: true }).click()
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('1')
    const form = page.getByRole('form', { name: 'Generation settings' })
    await expect(form).toContainText('2 pictures × 1 image = 2 images')
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    await expect(stored(5)).toHaveCount(2)
    const asked = bodies().filter(({ init_images: images }) => images !== undefined)
    const from = new Set<string>()
    for (const { init_images: images, ...body } of asked) {
      const [picture = ''] = images as string[]
      const [red = 0, , blue = 0] = await sharp(Buffer.from(picture, 'base64')).raw().toBuffer()
      from.add(red > blue ? 'frame2.png' : 'frame10.png')
      expect(images).toHaveLength(1)
      expect(body).toMatchObject({
        ...{ ...PLAIN_BODY, prompt: 'a door', tiling: true, denoising_strength: 0.6, resize_mode: 1 },
        ...{ seed: asked[0]?.seed, include_init_images: false },
      })
      expect(body).not.toHaveProperty('mask')
    }
    expect([...from].sort()).toEqual(['frame10.png', 'frame2.png'])
  })
})
