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
    await choose('Add a script…', /^adetailer/)
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
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(4, { timeout: 60_000 })
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
})
