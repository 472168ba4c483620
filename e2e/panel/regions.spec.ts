import { expect, type Page, test } from 'playwright/test'
import { specHarness } from './spec-harness.ts'

test.describe('the focus', () => {
  const harness = specHarness()
  let page: Page
  test.afterEach(() => page.close())

  const open = async (query: string, route = 'generate') => {
    page = await harness.open(`${query}&theme=dark`, route)
  }
  const prompt = () => page.getByRole('textbox', { name: 'Prompt', exact: true })
  const region = (name: string) => page.locator(`[data-region="${name}"]`)
  /** A region holds the focus in itself or in something inside it. */
  const focusIn = (name: string) =>
    page.locator(`[data-region="${name}"]:focus, [data-region="${name}"] :focus`)
  const holdsFocus = (name: string) => expect(focusIn(name)).toHaveCount(1)

  test('is in the prompt whenever Generate is shown, behind what is there already', async () => {
    await open('state=idle&frozen')
    await expect(prompt()).toBeFocused()
    await page.keyboard.type(' at dusk')
    await expect(prompt()).toHaveText(/ at dusk$/)
    await page.keyboard.press('Control+3')
    await page.keyboard.press('Control+1')
    await expect(prompt()).toBeFocused()
  })

  test('stays in the palette that is open as Generate comes, and is in the prompt once it closes', async () => {
    await open('state=idle&frozen', 'settings')
    await page.keyboard.press('Control+K')
    await page.getByPlaceholder('What do you want to do?').fill('generate')
    await expect(page.getByPlaceholder('What do you want to do?')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(prompt()).toBeFocused()
  })

  test('goes from part to part with F6, back with Shift, and comes back to where it was in each', async () => {
    await open('state=finished&frozen')
    await expect(prompt()).toBeFocused()
    await page.keyboard.press('F6')
    await expect(region('session').locator('li[data-state="stored"] :focus').first()).toBeVisible()
    await page.keyboard.press('ArrowRight')
    await expect(page.locator('[data-place="1"]').first()).toBeFocused()
    await page.keyboard.press('F6')
    await expect(region('rail').getByRole('button', { name: 'Generate' })).toBeFocused()
    await page.keyboard.press('F6')
    await expect(prompt()).toBeFocused()
    await page.keyboard.press('F6')
    await expect(page.locator('[data-place="1"]').first()).toBeFocused()
    await page.keyboard.press('Shift+F6')
    await expect(prompt()).toBeFocused()
  })

  test('finds the details of every screen with F6', async () => {
    await open('state=running&board&queue&pictures=40&frozen', 'workers')
    await page.locator('[data-worker="laptop"] [data-name]').click()
    await holdsFocus('details')
    await page.keyboard.press('Shift+F6')
    await expect(focusIn('details')).toHaveCount(0)
    await holdsFocus('main')
    await page.keyboard.press('F6')
    await holdsFocus('details')
    await page.keyboard.press('Control+3')
    await page.locator('[data-place="3"]').click()
    await page.keyboard.press('F6')
    await holdsFocus('details')
    await page.keyboard.press('Control+4')
    await page.getByRole('button', { name: 'Alpine valley at golden hour' }).click()
    await page.keyboard.press('F6')
    await holdsFocus('details')
    await page.keyboard.press('Control+5')
    await page.keyboard.press('F6')
    await holdsFocus('rail')
    await page.keyboard.press('F6')
    await holdsFocus('sections')
  })

  test('does not leave a dialog with F6, nor go behind the viewer', async () => {
    await open('state=finished&frozen')
    await page.locator('li[data-state="stored"] button').first().click()
    await page.keyboard.press('F6')
    await holdsFocus('details')
    await page.keyboard.press('F6')
    await holdsFocus('rail')
    await page.keyboard.press('Control+K')
    await page.keyboard.press('F6')
    await expect(page.getByPlaceholder('What do you want to do?')).toBeFocused()
  })
})
