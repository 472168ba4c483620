import { expect, type Page, test } from 'playwright/test'
import { addWorkers, ask, type BoardApp, launchBoard } from './board/board-app.ts'
import { Machines } from './board/machines.ts'
import { demoApp } from './demo-app.ts'
import { photograph } from './screens.ts'

test.describe.configure({ mode: 'serial' })

const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true })
const generate = (page: Page) =>
  page
    .getByRole('form', { name: 'Generation settings' })
    .getByRole('button', { name: 'Generate', exact: true })

/** What a list of the form has to choose from, without what is said beside the names. */
async function optionsOf(page: Page, name: string): Promise<string[]> {
  await page.getByRole('combobox', { name, exact: true }).click()
  const options = await page.getByRole('option').allInnerTexts()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('option')).toHaveCount(0)
  return options.map((each) => each.split('\n')[0]?.trim() ?? '')
}

test.describe('what the fleet offers', () => {
  const app = demoApp()
  test.beforeAll(async () => {
    await expect(app.page.getByText('3 of 3 machines ready')).toBeVisible()
  })

  test('lists each schedule once, by its label', async () => {
    const schedules = await optionsOf(app.page, 'Schedule')
    expect(schedules).toEqual(
      expect.arrayContaining(['Automatic', 'Karras', 'SGM Uniform', 'Align Your Steps']),
    )
    const folded = schedules.map((each) => each.toLowerCase().replace(/[\s_]/g, ''))
    expect(new Set(folded).size).toBe(folded.length)
  })

  test('has the latent modes among the upscalers of the hires pass', async () => {
    const { page } = app
    await page.getByRole('button', { name: /^Hires fix/ }).click()
    await page.getByRole('switch', { name: 'Hires fix' }).click()
    const upscalers = await optionsOf(page, 'Upscaler')
    expect(upscalers).toEqual(
      expect.arrayContaining(['Latent', 'Latent (antialiased)', 'Latent (nearest-exact)', 'Lanczos']),
    )
    await expect(page.getByRole('combobox', { name: 'Upscaler' })).toHaveText(/^Latent$/)
    await page.getByRole('switch', { name: 'Hires fix' }).click()
  })

  test('says at the prompt which LoRA nobody has and what is called like it, and starts nothing', async () => {
    const { page } = app
    await prompt(page).fill('a harbour <lora:gouach:0.8>')
    // What the field is for follows.
    await expect(prompt(page)).toHaveAccessibleDescription(
      /^LoRA gouach: on no machine\. Similar name: gouache What the picture should show\./,
    )
    await expect(generate(page)).toBeDisabled()
    await expect(generate(page)).toHaveAccessibleDescription(
      'No machine can make this: LoRA gouach is missing',
    )
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('Could not generate').first()).toBeVisible()
    expect(await page.getByRole('list', { name: /^Images of job/ }).count()).toBe(0)
    await photograph(page, 'generate-nobody-can')
    await page.getByRole('button', { name: /^without 3 machines/ }).click()
    await expect(page.getByRole('dialog').getByRole('row')).toHaveCount(4)
    await page.keyboard.press('Escape')
    await prompt(page).fill('a harbour <lora:gouache:0.8>')
    await expect(generate(page)).toBeEnabled()
    await expect(prompt(page)).toHaveAccessibleDescription(/^What the picture should show\./)
  })

  test('says at a checkpoint that some machines lack it, and opens who is left out and why', async () => {
    const { page } = app
    await page.getByRole('combobox', { name: 'Checkpoint' }).click()
    await page.getByRole('option', { name: /^juggernaut_reborn/ }).click()
    await expect(page.getByRole('combobox', { name: 'Checkpoint' })).toHaveAccessibleDescription(
      /^Checkpoint juggernaut_reborn: only on 1 of 3 machines( |$)/,
    )
    await page.getByRole('button', { name: /^without 2 machines/ }).click()
    const table = page.getByRole('dialog').getByRole('table')
    await expect(table.getByRole('row', { name: /^argon/ })).toContainText(
      'checkpoint juggernaut_reborn is missing',
    )
    await photograph(page, 'generate-left-out')
    await page.keyboard.press('Escape')
    await expect(generate(page)).toBeEnabled()
  })
})

test.describe('a form that no machine could make', () => {
  const machines = new Machines(60)
  let board: BoardApp
  const add = async (name: string, loras: readonly string[]) => {
    await addWorkers(board.page, [{ name, url: (await machines.start({ name, ipm: 20, loras })).url }])
    await expect.poll(async () => (await ask(board.page, 'snapshot', {})).workers.at(-1)?.state).toBe('idle')
  }

  test.beforeAll(async () => {
    board = await launchBoard({ timeScale: 60 })
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  test('is sent from another screen once a machine was added that can', async () => {
    const { page } = board
    const rail = (name: string) =>
      page.getByRole('navigation').getByRole('button', { name, exact: true }).click()
    await add('argon', [])
    await rail('Generate')
    await prompt(page).fill('a harbour <lora:ink:0.8>')
    await expect(generate(page)).toBeDisabled()
    await rail('Workers')
    await add('laptop', ['ink'])
    await page.keyboard.press('Control+Enter')
    const images = page.getByRole('list', { name: 'Images of job 1' })
    await expect(images.locator('[data-state="stored"]')).toHaveCount(12)
  })
})
