import { expect, test } from 'playwright/test'
import { demoApp } from './demo-app.ts'
import { photograph } from './screens.ts'

test.describe.configure({ mode: 'serial' })

test.describe('a prompt with wildcards', () => {
  const app = demoApp()

  test('takes a list from the menu, and says what it does', async () => {
    const { page } = app
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    await prompt.fill('a harbour in')
    await page.getByRole('button', { name: 'Wildcards for the prompt' }).click()
    await photograph(page, 'generate-wildcard-menu')
    await page.getByRole('menuitem', { name: /^weather/ }).click()
    await expect(prompt).toHaveText('a harbour in __weather__')
    await expect(prompt).toBeFocused()
    await prompt.pressSequentially(', __nowhere__')
    const form = page.getByRole('form', { name: 'Generation settings' })
    await expect(form).toContainText('Each image draws its own line from weather (12 lines)')
    await expect(form).toContainText('no list called nowhere')
    await photograph(page, 'generate-wildcards')
  })

  test('draws a line for each image', async () => {
    const { page } = app
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a harbour in __weather__')
    await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click()
    const tiles = page.getByRole('list', { name: 'Images of job 1' }).getByRole('listitem')
    await expect(tiles.and(page.locator('[data-state="stored"]'))).toHaveCount(12)
    const prompts = await page.evaluate<string[]>(
      `window.tributary.listImages({ query: {} }).then(({ value }) => value.images.map(({ prompt }) => prompt))`,
    )
    expect(new Set(prompts).size).toBeGreaterThan(2)
    for (const prompt of prompts) expect(prompt).toMatch(/^a harbour in [^_]+$/)
  })
})
