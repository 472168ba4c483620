import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { jobBodies, PLAIN_BODY } from './board/machines.ts'
import { measuredBoard } from './board/measured-board.ts'
import { photograph } from './screens.ts'

test.describe.configure({ mode: 'serial' })

const INFOTEXT = [
  'a harbour at dawn',
  'Negative prompt: people',
  'Steps: 9, Sampler: DDIM, Schedule type: Automatic, CFG scale: 5.5, Seed: 90210, Size: 448x320, Eta: 0.31, NGMS: 2, ADetailer model: hand_yolov8n.pt, Unheard of: yes',
].join('\n')

test.describe('forms that are kept', () => {
  const app = measuredBoard(60, { argon: 12, laptop: 20 }, { keepBodies: true, adetailer: true })
  test.beforeAll(async () => {
    await app.page.getByRole('navigation').getByRole('button', { name: 'Generate', exact: true }).click()
  })
  const prompt = () => app.page.getByRole('textbox', { name: 'Prompt', exact: true })
  const steps = () => app.page.getByRole('spinbutton', { name: 'Steps', exact: true })
  const undo = (told: string) =>
    app.page.locator('[data-sonner-toast]', { hasText: told }).getByRole('button', { name: 'Undo' }).click()
  /** Makes the one image of this job. */
  const generate = async (job: number) => {
    await app.page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const tiles = app.page.getByRole('list', { name: `Images of job ${job}` })
    await expect(tiles.locator('[data-state="stored"]')).toHaveCount(1)
  }
  const presets = async () => {
    const name = app.page.getByRole('textbox', { name: 'Name of the preset' })
    if (!(await name.isVisible())) await app.page.getByRole('button', { name: 'Presets' }).click()
    return name
  }

  test('as presets are saved, used by keys, overwritten, renamed and deleted, each with a way back', async () => {
    const { page } = app
    await prompt().fill('a lighthouse')
    await steps().fill('11')
    await (await presets()).fill('Lighthouse')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Saved as preset Lighthouse')).toBeVisible()
    await page.keyboard.press('Escape')
    await prompt().fill('a windmill')
    await steps().fill('12')
    await presets()
    await page.getByRole('searchbox', { name: 'Search presets' }).fill('light')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(prompt()).toHaveText('a lighthouse')
    await expect(steps()).toHaveValue('11')
    await undo('The form now has the settings of Lighthouse')
    await expect(prompt()).toHaveText('a windmill')

    await presets()
    const row = page.getByRole('grid', { name: 'Presets' }).getByRole('row')
    await row.hover()
    await page.getByRole('button', { name: 'Rename Lighthouse' }).click()
    await page.getByRole('textbox', { name: 'New name of Lighthouse' }).fill('Windmill')
    await page.keyboard.press('Enter')
    await expect(row).toContainText('Windmill')
    await page.getByRole('button', { name: 'Overwrite Windmill with the form' }).click()
    await expect(page.getByText('Preset Windmill is overwritten')).toBeVisible()
    await page.getByRole('button', { name: 'Delete Windmill' }).click()
    await expect(row).toHaveCount(0)
    await undo('Preset Windmill is deleted')
    await prompt().fill('')
    await presets()
    await row.getByRole('button', { name: /^Windmill/ }).click()
    await expect(prompt()).toHaveText('a windmill')
    // What machines get is all that the preset holds, and nothing of what stood in the form meanwhile.
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('1')
    await generate(1)
    const asked = jobBodies(app.workers)
    expect(asked.length).toBeGreaterThan(0)
    for (const body of asked)
      expect(body).toEqual({
        ...{ ...PLAIN_BODY, prompt: 'a windmill', steps: 12 },
        ...{ seed: asked[0]?.seed, subseed: asked[0]?.subseed },
      })
  })

  test('as drafts stand beside each other, and are there after a reload', async () => {
    const { page } = app
    const tabs = page.getByRole('list', { name: 'Drafts' }).getByRole('listitem')
    await page.keyboard.press('Control+t')
    await expect(tabs).toHaveCount(2)
    await expect(prompt()).not.toContainText('windmill')
    await prompt().fill('a bridge')
    await page.keyboard.press('Control+PageUp')
    await expect(prompt()).toHaveText('a windmill')
    await tabs.nth(1).getByRole('button', { name: 'a bridge', exact: true }).click()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: 'Name of the draft a bridge' }).fill('Bridges')
    await page.keyboard.press('Enter')
    await expect(tabs.nth(1)).toContainText('Bridges')
    await photograph(page, 'drafts')
    await page.reload()
    await expect(tabs).toHaveCount(2)
    await expect(prompt()).toHaveText('a bridge')
    await page.getByRole('button', { name: 'Close a windmill' }).click()
    await expect(tabs).toHaveCount(1)
    await undo('Draft a windmill is closed')
    await expect(tabs).toHaveCount(2)
    await expect(prompt()).toHaveText('a windmill')
  })

  test('are filled from a pasted text, but for what is left out', async () => {
    const { page } = app
    await steps().fill('7')
    await page.getByRole('spinbutton', { name: 'Number of images' }).fill('1')
    await prompt().focus()
    await page.evaluate(`{
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', ${JSON.stringify(INFOTEXT)})
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }`)
    const dialog = page.getByRole('dialog', { name: 'Use these settings?' })
    await expect(dialog.getByRole('row', { name: /Size/ })).toContainText('448 × 320')
    await expect(dialog).toContainText('the form has no field for them: Unheard of')
    for (const name of ['Steps', 'NGMS']) await dialog.getByRole('checkbox', { name }).click()
    await dialog.getByRole('button', { name: /^Change \d+ fields$/ }).click()
    await expect(prompt()).toHaveText('a harbour at dawn')
    await generate(2)
    const asked = jobBodies(app.workers).filter(({ prompt: text }) => text === 'a harbour at dawn')
    expect(asked.length).toBeGreaterThan(0)
    for (const body of asked)
      expect(body).toEqual({
        ...{ ...PLAIN_BODY, prompt: 'a harbour at dawn', negative_prompt: 'people', steps: 7 },
        ...{ sampler_name: 'DDIM', cfg_scale: 5.5, width: 448, height: 320, eta: 0.31 },
        ...{ seed: 90210, subseed: asked[0]?.subseed },
        alwayson_scripts: { adetailer: { args: [true, false, { ad_model: 'hand_yolov8n.pt' }] } },
      })
    const [made] = await page.evaluate<{ infotext: string }[]>(
      `window.tributary.listImages({ query: {} }).then(({ value }) => value.images)`,
    )
    expect(made?.infotext).toContain('Steps: 7, Sampler: DDIM')
    expect(made?.infotext).toContain('CFG scale: 5.5, Seed: 90210, Size: 448x320')
  })

  test('are filled from a picture or a text file that is dropped, or start from it', async () => {
    const { page } = app
    await prompt().fill('something else')
    const [{ file = '' } = {}] = await page.evaluate<{ file?: string }[]>(
      `window.tributary.listImages({ query: {} }).then(({ value }) => value.images)`,
    )
    const bytes = await readFile(join(app.app.userData, 'pictures', file), 'base64')
    const drop = (name = 'harbour.png', type = 'image/png', content = bytes) =>
      page.evaluate(`{
        const bytes = Uint8Array.from(atob('${content}'), (letter) => letter.charCodeAt(0))
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([bytes], '${name}', { type: '${type}' }))
        const form = document.querySelector('[data-region="form"]')
        for (const event of ['dragenter', 'drop'])
          form.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }))
      }`)
    await drop()
    const dialog = page.getByRole('dialog', { name: 'Use these settings?' })
    await expect(dialog).toContainText('What harbour.png says of how it was made.')
    await photograph(page, 'review-picture')
    await dialog.getByRole('button', { name: /^Change \d+ fields?$/ }).click()
    await expect(prompt()).toHaveText('a harbour at dawn')
    await prompt().fill('something else')
    await drop('harbour.txt', 'text/plain', Buffer.from(INFOTEXT).toString('base64'))
    await expect(dialog).toContainText('What harbour.txt says of how it was made.')
    await dialog.getByRole('button', { name: /^Change \d+ fields?$/ }).click()
    await expect(prompt()).toHaveText('a harbour at dawn')
    await drop('notes.txt', 'text/plain', Buffer.from('buy paint').toString('base64'))
    await expect(page.getByText('notes.txt does not say how a picture was made.')).toBeVisible()
    await drop()
    await dialog.getByRole('button', { name: 'Start from this picture instead' }).click()
    const inputs = page.getByRole('list', { name: 'Pictures to start from' }).getByRole('listitem')
    await expect(inputs).toContainText('harbour.png')
  })
})
