import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from 'playwright/test'
import { toast } from './board/board-page.ts'
import { launchApp } from './runtime/launch.ts'
import type { LaunchedApp } from './runtime/launched-app.ts'
import { photograph } from './screens.ts'

test.describe.configure({ mode: 'serial' })

test.describe('the settings', () => {
  let app: LaunchedApp
  let userData: string
  const goTo = (page: Page, screen: string) =>
    page.getByRole('navigation').getByRole('button', { name: screen, exact: true }).click()
  const group = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
  const steps = (page: Page) => page.getByRole('spinbutton', { name: 'Steps', exact: true })
  const theme = (page: Page, name: string) =>
    group(page, 'Appearance').getByRole('radio', { name, exact: true })

  test.beforeAll(async () => {
    userData = await mkdtemp(join(tmpdir(), 'tributary-settings-'))
    app = await launchApp({ userData, args: ['--demo', `--output-folder=${join(userData, 'pictures')}`] })
  })
  test.afterAll(async () => {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  })

  test('make the form its own default, and bring the built-in one back', async () => {
    const { page } = app
    await steps(page).fill('33')
    await goTo(page, 'Settings')
    const defaults = group(page, 'Generation defaults')
    await defaults.getByRole('button', { name: 'Use the form as it is now' }).click()
    await expect(defaults).toContainText('33 steps')
    await expect(defaults.getByRole('button', { name: 'Use the form as it is now' })).toBeDisabled()

    await goTo(page, 'Generate')
    await steps(page).fill('12')
    await page.getByRole('button', { name: 'More form actions' }).click()
    await page.getByRole('menuitem', { name: 'Reset to the defaults' }).click()
    await expect(steps(page)).toHaveValue('33')

    await goTo(page, 'Settings')
    await defaults.getByRole('button', { name: 'Back to built-in' }).click()
    await expect(defaults).toContainText('20 steps')
    await toast(page, 'The defaults are the built-in ones again')
      .getByRole('button', { name: 'Undo' })
      .click()
    await expect(defaults).toContainText('33 steps')
  })

  test('go into a file and come back from it, with a way back', async () => {
    const { page } = app
    const file = join(userData, 'mine.json')
    await theme(page, 'Light').click()
    await app.answerSaveDialog(file)
    await page.getByRole('button', { name: 'Export settings…' }).click()
    await expect(toast(page, 'Saved')).toBeVisible()
    const { settings } = JSON.parse(await readFile(file, 'utf8'))
    expect(settings).toMatchObject({ theme: 'light', formDefaults: { steps: 33 } })

    await theme(page, 'Dark').click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import settings…' }).click()
    await (await chooser).setFiles(file)
    await expect(theme(page, 'Light')).toBeChecked()
    await toast(page, '1 setting changed').getByRole('button', { name: 'Undo' }).click()
    await expect(theme(page, 'Dark')).toBeChecked()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  })

  test('are gone to by the list of their groups, with the focus', async () => {
    const { page } = app
    await page.setViewportSize({ width: 1024, height: 700 })
    const list = page.getByRole('navigation', { name: 'Sections' })
    for (const name of ['About', 'Benchmark', 'Appearance']) {
      const entry = list.getByRole('button', { name, exact: true })
      await entry.focus()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name, exact: true })).toBeFocused()
      await expect(page.getByRole('heading', { name, exact: true })).toBeInViewport()
      await expect(list.locator('[aria-current]')).toHaveText(name)
    }
    // From the heading on, Tab goes through the controls of that group.
    await page.keyboard.press('Tab')
    await expect(theme(page, 'Dark')).toBeFocused()
    await theme(page, 'System').click()
    await photograph(page, 'settings')
  })

  test('say in their list what is in view once the page is scrolled', async () => {
    const { page } = app
    await page.setViewportSize({ width: 1024, height: 700 })
    const current = page.getByRole('navigation', { name: 'Sections' }).locator('[aria-current]')
    await page.getByRole('button', { name: 'About', exact: true }).click()
    await expect(current).toHaveText('About')
    await page.getByRole('heading', { name: 'About', exact: true }).hover()
    await page.mouse.wheel(0, -10_000)
    await expect(current).toHaveText('Appearance')
  })
})
