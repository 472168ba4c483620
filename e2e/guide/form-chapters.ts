import { DEFAULT_REQUEST } from '../../src/shared/generation.ts'
import { ask } from '../board/board-app.ts'
import { goTo, isOver, settle, sheet, untilJob } from './panel.ts'
import type { Stage } from './stage.ts'

/** The form, below the title bar and beside the rail. */
const FORM = { x: 56, y: 36, width: 361, height: 640 } as const
/** ms until small pictures have faded in */
const FADED_MS = 600
/** px of the form down to below the buttons of a map */
const TO_THE_MAP = 664
/** px of a sheet that has little to say */
const SHEET_PART = 408
const INFOTEXT = `harbour at dawn, fog over the water
Negative prompt: people
Steps: 32, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 5.5, Seed: 90210, Size: 832x640, Eta: 0.31, Version: v1.10.1`

/** Two pictures of the gallery are chosen to start from. */
export async function choosingPictures({ page, album }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'From the gallery…' }).click()
  const dialog = page.getByRole('dialog')
  for (const at of [1, 3]) await dialog.getByRole('option').nth(at).click()
  await settle(page)
  await album.takeThing('picker', dialog)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: /^Start from a picture/ }).click()
}

/** The form is kept under three names. */
export async function keepingPresets({ page, album }: Stage): Promise<void> {
  const steps = page.getByRole('spinbutton', { name: 'Steps' })
  const before = await steps.inputValue()
  const open = page.getByRole('button', { name: 'Presets', exact: true })
  const list = page.getByRole('dialog', { name: 'Presets' })
  for (const [name, number] of [
    ['Gouache valleys', '24'],
    ['Quick look', '12'],
    ['Print, many steps', '48'],
  ] as const) {
    await steps.fill(number)
    await open.click()
    await list.getByRole('textbox', { name: 'Name of the preset' }).fill(name)
    await list.getByRole('button', { name: 'Save the form' }).click()
    await list.getByText(name).waitFor()
    await page.keyboard.press('Escape')
  }
  await steps.fill(before)
  // Closing a message later would close the list, too.
  await settle(page)
  await open.click()
  await list.locator('img').nth(2).waitFor()
  await page.mouse.move(2, 2)
  await page.waitForTimeout(FADED_MS)
  await album.takeThing('presets', list, 8)
  await page.keyboard.press('Escape')
}

/** A unit of ControlNet whose preprocessor has shown what it finds in a picture of the gallery. */
export async function controlling({ page, album }: Stage): Promise<void> {
  await page.getByRole('button', { name: /^ControlNet/ }).click()
  await page.getByRole('button', { name: 'Add a unit' }).click()
  const unit = page.getByRole('list', { name: 'Units of ControlNet' }).getByRole('listitem')
  await unit.getByRole('button', { name: 'From the gallery…' }).click()
  await page.getByRole('dialog').getByRole('option').nth(2).click()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await unit.getByRole('combobox', { name: 'Preprocessor' }).click()
  await page.getByRole('option', { name: /^canny/ }).click()
  await unit.getByRole('button', { name: 'Show what it finds' }).click()
  const use = unit.getByRole('button', { name: 'Use this map' })
  await use.waitFor()
  await use.evaluate((element) => element.scrollIntoView({ block: 'end' }))
  await settle(page)
  await album.take('controlnet', { ...FORM, height: TO_THE_MAP })
  await unit.getByRole('button', { name: 'More for unit 1' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('button', { name: /^ControlNet/ }).click()
}

/** What the text beside a picture would change in the form. */
export async function reviewing({ page, album }: Stage): Promise<void> {
  await page.evaluate(`{
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([${JSON.stringify(INFOTEXT)}], 'harbour.txt', { type: 'text/plain' }))
    const drop = { dataTransfer, bubbles: true, cancelable: true }
    const form = document.querySelector('[data-region="form"]')
    for (const event of ['dragenter', 'drop']) form.dispatchEvent(new DragEvent(event, drop))
  }`)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('90210').waitFor()
  await settle(page)
  await album.takeThing('review', dialog)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
}

/** A grid of two settings as a table. */
export async function comparingCells({ page, album }: Stage): Promise<void> {
  const job = await ask(page, 'submitJob', {
    request: {
      ...DEFAULT_REQUEST,
      ...{ prompt: 'red canyon at dusk', seed: 12, images: 1 },
      grid: {
        axes: [
          { field: 'steps', values: ['10', '20', '30'] },
          { field: 'cfg-scale', values: ['4', '7'] },
        ],
      },
    },
  })
  await goTo(page, 'Generate')
  await untilJob(page, job.number, 'finished', isOver)
  await page.getByRole('grid').first().waitFor()
  await settle(page)
  await album.take('grid', { x: 417, y: 37, width: 1023, height: 640 })
}

/** Two pictures of the gallery made larger. */
export async function upscaling({ page, album }: Stage): Promise<void> {
  await goTo(page, 'Gallery')
  await page.locator('[data-place="1"]').click()
  await page.locator('[data-place="2"]').click({ modifiers: ['Shift'] })
  await page.getByRole('button', { name: /^Upscale…/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Plan: ').waitFor()
  await settle(page)
  await album.takeThing('upscale', dialog)
  await page.keyboard.press('Escape')
}

/** Which settings that change pictures are not the same on all machines. */
export async function comparingSettings({ page, album }: Stage): Promise<void> {
  await goTo(page, 'Workers')
  await page.getByRole('button', { name: 'More about the fleet' }).click()
  await page.getByRole('menuitem', { name: 'Compare settings' }).click()
  await page.getByText(/settings? differs?\.|All the same/).waitFor()
  await settle(page)
  const box = await sheet(page).boundingBox()
  if (box === null) throw new Error('The settings are not compared.')
  await album.take('compare-settings', { ...box, height: SHEET_PART })
  await sheet(page).getByRole('button', { name: 'Close' }).click()
}
