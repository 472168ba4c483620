import { expect, test } from 'playwright/test'
import sharp from 'sharp'
import { generationBodies } from './board/machines.ts'
import { measuredBoard } from './board/measured-board.ts'
import { photograph } from './screens.ts'

const picture = () =>
  sharp({ create: { width: 320, height: 320, channels: 3, background: '#204060' } })
    .png()
    .toBuffer()

test.describe.configure({ mode: 'serial' })

test.describe('ControlNet, scripts and the rest of text to image', () => {
  const app = measuredBoard(
    60,
    { argon: 12, laptop: 20 },
    { keepBodies: true, controlnet: true, adetailer: true },
  )
  test.beforeAll(async () => {
    await app.page.getByRole('navigation').getByRole('button', { name: 'Generate', exact: true }).click()
  })

  const form = () => app.page.getByRole('form', { name: 'Generation settings' })
  /** What the machines were asked to generate with an always-on script, as it came. */
  const bodies = () =>
    generationBodies(app.workers).filter(
      ({ alwayson_scripts: scripts }) => Object.keys(scripts ?? {}).length > 0,
    )
  const unfold = (name: RegExp) => form().getByRole('button', { name }).click()
  const fill = (field: string, value: string) =>
    form().getByRole('spinbutton', { name: field, exact: true }).fill(value)
  const choose = async (field: string, option: RegExp) => {
    await form().getByRole('combobox', { name: field, exact: true }).click()
    await app.page.getByRole('option', { name: option }).click()
  }

  test('a unit wants a picture, chooses its model, and shows what its preprocessor finds', async () => {
    const { page } = app
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a door')
    await unfold(/^ControlNet/)
    await form().getByRole('button', { name: 'Add a unit' }).click()
    await expect(form()).toContainText('ControlNet unit 1 has no picture.')
    await form()
      .getByLabel('Picture file of unit 1')
      .setInputFiles({ name: 'pose.png', mimeType: 'image/png', buffer: await picture() })
    await expect(form()).not.toContainText('ControlNet unit 1 has no picture.')
    await choose('Preprocessor', /^canny/)
    await expect(form().getByRole('combobox', { name: 'Model', exact: true })).toContainText('sd15_canny')
    await form().getByRole('spinbutton', { name: 'Weight', exact: true }).fill('0.8')
    await form().getByRole('radio', { name: 'ControlNet', exact: true }).click()
    await form().getByRole('button', { name: 'Show what it finds' }).click()
    await expect(form().getByRole('img', { name: 'What canny finds in the picture' })).toBeVisible()
    await photograph(page, 'controlnet-unit')
  })

  test('scripts and numbers are set in fields, and options of the machines as key and value', async () => {
    const { page } = app
    await unfold(/^Scripts/)
    await choose('Add a script…', /^ADetailer/)
    await form().getByRole('spinbutton', { name: 'Confidence', exact: true }).fill('0.55')
    await unfold(/^Noise and sampling/)
    await form().getByRole('spinbutton', { name: 'Eta', exact: true }).fill('0.67')
    await unfold(/^Options of the machines/)
    const option = form().getByRole('textbox', { name: 'Option', exact: true })
    await option.fill('samples_format')
    await option.press('Enter')
    await expect(form().getByRole('alert')).toContainText('samples_format has a field of its own')
    await option.fill('eta_noise_seed_delta')
    await option.press('Enter')
    await choose('Kind of value of eta_noise_seed_delta', /^Number/)
    await form().getByRole('spinbutton', { name: 'Value of eta_noise_seed_delta' }).fill('31337')
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('4')
    await page.keyboard.press('Tab')
    await photograph(page, 'scripts-and-options')
  })

  test('machines get all of it, and the map is shown beside a picture', async () => {
    const { page } = app
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const tiles = page.getByRole('list', { name: 'Images of job 1' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(4)
    const asked = bodies()
    expect(asked.length).toBeGreaterThan(0)
    for (const body of asked)
      expect(body).toMatchObject({
        eta: 0.67,
        override_settings: { eta_noise_seed_delta: 31337 },
        alwayson_scripts: {
          ControlNet: {
            args: [
              {
                ...{ enabled: true, module: 'canny', weight: 0.8, image: expect.any(String) },
                ...{ control_mode: 'ControlNet is more important', guidance_start: 0, guidance_end: 1 },
                model: expect.stringContaining('sd15_canny'),
              },
            ],
          },
          adetailer: { args: [true, false, { ad_model: 'face_yolov8n.pt', ad_confidence: 0.55 }] },
        },
      })
    await tiles.first().getByRole('button').first().click()
    const beside = page.getByRole('region', { name: 'Also answered' })
    await expect(beside.getByRole('img')).toHaveCount(1)
    await expect
      .poll(() => beside.locator('img').evaluate<number, { naturalWidth: number }>((img) => img.naturalWidth))
      .toBe(512)
  })

  test('all of the hires pass, the size of the noise and an own style reach the machines', async () => {
    const { page } = app
    await page.keyboard.press('Escape')
    for (const section of ['ControlNet', 'Scripts', 'Noise and sampling', 'Options of the machines'])
      await form()
        .getByRole('button', { name: `Reset ${section}` })
        .click()
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('2')
    await unfold(/^Hires fix/)
    await form().getByRole('switch', { name: 'Hires fix' }).click()
    await choose('Upscaler', /^Lanczos/)
    await form().getByRole('radio', { name: 'Target size' }).click()
    await fill('Target width (px)', '768')
    await fill('Target height (px)', '512')
    await fill('Denoising', '0.35')
    await fill('Hires steps (0: same as the first pass)', '5')
    await unfold(/^Own model, sampler and prompts/)
    await choose('Hires checkpoint', /^dreamshaper_8/)
    await choose('Hires sampler', /^DPM\+\+ 2M$/)
    await choose('Hires scheduler', /^Karras/)
    await form().getByRole('textbox', { name: 'Hires prompt' }).fill('a door of oak')
    await form().getByRole('textbox', { name: 'Hires negative prompt' }).fill('haze')
    await form().getByRole('switch', { name: 'Noise as of another size' }).click()
    await fill('Noise width (px)', '640')
    await fill('Noise height (px)', '384')
    await form().getByRole('switch', { name: 'Same noise on every machine' }).click()

    await unfold(/^Advanced/)
    await form().getByRole('button', { name: 'Your own styles' }).click()
    await page.getByRole('menuitem', { name: 'New style from the prompt…' }).click()
    const dialog = page.getByRole('dialog', { name: 'New style' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('ink')
    await dialog.getByRole('textbox', { name: 'Prompt of the style', exact: true }).fill('{prompt}, in ink')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await choose('Styles', /^ink/)
    await form().getByRole('button', { name: 'Your own styles' }).click()
    await page.getByRole('menuitem', { name: 'Edit ink…' }).click()
    const edited = page.getByRole('dialog', { name: 'Edit style' })
    await edited
      .getByRole('textbox', { name: 'Prompt of the style', exact: true })
      .fill('{prompt}, in red ink')
    await edited.getByRole('button', { name: 'Save' }).click()
    await expect(edited).toHaveCount(0)
    await form()
      .getByRole('radiogroup', { name: 'Save on machines' })
      .getByRole('radio', { name: 'On' })
      .click()

    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const tiles = page.getByRole('list', { name: 'Images of job 2' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(2)
    const asked = generationBodies(app.workers).filter(({ prompt }) => prompt === 'a door, in red ink')
    expect(asked.length).toBeGreaterThan(0)
    for (const body of asked)
      expect(body).toMatchObject({
        ...{ save_images: true, enable_hr: true, hr_upscaler: 'Lanczos' },
        ...{ hr_resize_x: 768, hr_resize_y: 512, hr_second_pass_steps: 5, denoising_strength: 0.35 },
        ...{ hr_checkpoint_name: expect.stringContaining('dreamshaper_8'), hr_sampler_name: 'DPM++ 2M' },
        ...{ hr_scheduler: 'Karras', hr_prompt: 'a door of oak, in red ink', hr_negative_prompt: 'haze' },
        ...{ seed_resize_from_w: 640, seed_resize_from_h: 384 },
        override_settings: { randn_source: 'CPU' },
      })
    const sizes = await page.evaluate<string[]>(
      `window.tributary.listImages({ query: { limit: 2 } }).then(({ value }) => value.images.map(({ width, height }) => width + 'x' + height))`,
    )
    expect(sizes).toEqual(Array(2).fill('768x512'))
  })

  test('a script that makes a set of its own gets its arguments', async () => {
    const { page } = app
    for (const section of ['Hires fix', 'Noise and sampling', 'Advanced'])
      await form()
        .getByRole('button', { name: `Reset ${section}` })
        .click()
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a door|red|old')
    await choose('Add a script…', /^Prompt matrix/i)
    await form().getByRole('switch', { name: 'Put variable parts at start of prompt' }).click()
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('1')
    await page.keyboard.press('Tab')
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const tiles = page.getByRole('list', { name: 'Images of job 3' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]')).first()).toBeVisible()
    const asked = generationBodies(app.workers).filter(({ prompt }) => prompt === 'a door|red|old')
    expect(asked.length).toBeGreaterThan(0)
    for (const body of asked)
      expect(body).toMatchObject({
        script_name: expect.stringMatching(/^prompt matrix$/i),
        script_args: [true, false, 'positive', 'comma', 0],
      })
  })
})
