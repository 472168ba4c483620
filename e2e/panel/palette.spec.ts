import { expect, type Page, test } from 'playwright/test'
import { specHarness } from './spec-harness.ts'

test.describe('the palette', () => {
  const harness = specHarness()
  let page: Page
  test.afterEach(() => page.close())

  const open = async (query: string, route = 'generate') => {
    page = await harness.open(`${query}&theme=light`, route)
  }
  const asking = () => page.getByPlaceholder('What do you want to do?')
  const type = async (text: string) => {
    if (!(await asking().isVisible())) await page.keyboard.press('Control+K')
    await asking().fill(text)
  }
  const chosen = () => page.locator('[cmdk-item][data-selected="true"]')
  const group = (heading: string) => page.locator('[cmdk-group]', { hasText: heading })

  test('puts first what was typed, and among equals what was used last', async () => {
    await open('state=running&board&frozen')
    await type('dark')
    await expect(chosen()).toHaveText('Dark theme')
    await type('generate')
    await expect(chosen()).toContainText('Ctrl 1')
    await page.getByRole('option').filter({ hasText: 'Ctrl ↵' }).click()
    await type('generate')
    await expect(chosen()).toContainText('Ctrl ↵')
  })

  test('finds pictures by prompt a moment after the last key, and opens one', async () => {
    await open('state=finished&pictures=400&queue&frozen')
    await page.keyboard.press('Control+K')
    await asking().pressSequentially('golden hour', { delay: 10 })
    const pictures = group('Pictures by prompt').getByRole('option')
    await expect(pictures.first()).toContainText('golden hour')
    expect(await pictures.count()).toBeLessThanOrEqual(5)
    await expect(group('Earlier prompts').getByRole('option').first()).toBeVisible()
    await pictures.first().click()
    await expect(page.getByRole('dialog', { name: /^Image 1 of/ })).toBeVisible()
  })

  test('fills the form from a prompt of the history', async () => {
    await open('state=running&queue&frozen', 'queue')
    await type('tea house')
    await group('Earlier prompts').getByRole('option').first().click()
    await expect(page.getByText('The form now has the settings of job 26')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toBeFocused()
  })

  test('opens the details of a machine, found by its name or its address', async () => {
    await open('state=running&board&frozen')
    await type('master')
    await expect(group('Machines').getByRole('option')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary', { name: 'master' })).toBeVisible()
  })

  test('leads to every setting, with the focus on its control', async () => {
    await open('state=idle&frozen')
    for (const [name, section] of [
      ['Theme', 'appearance'],
      ['Folder', 'pictures'],
      ['File name', 'pictures'],
      ['Empty the trash after', 'pictures'],
      ['Live previews', 'generating'],
      ['Measure new machines', 'generating'],
      ['Keep unfinished pictures', 'generating'],
      ['Grace period of + bonus', 'generating'],
      ['Largest batch', 'generating'],
      ['Notifications', 'messages'],
      ['Keep running in the tray', 'messages'],
      ['Three simulated machines', 'demo'],
    ] as const) {
      await type(name)
      await group('Settings').getByRole('option', { name }).first().click()
      await expect(
        page.locator(`section[aria-labelledby="settings-${section}"] :is(input, button):focus`),
        name,
      ).toHaveCount(1)
    }
  })

  test('leads to every field of the form, from any screen, with the focus on its control', async () => {
    await open('state=idle&frozen', 'gallery')
    for (const name of [
      ...['Prompt', 'Negative prompt', 'Checkpoint', 'Sampler', 'Schedule', 'Steps', 'CFG', 'Size', 'Seed'],
      ...[
        'Start from a picture',
        'Hires fix',
        'Variation',
        'Variation strength',
        'Variation seed',
        'Vary settings',
      ],
      ...[
        'Prompts, one per line',
        'Advanced',
        'Styles',
        'VAE',
        'Refiner',
        'Restore faces',
        'Tiling',
        'Clip skip',
      ],
      ...['Mode', 'When to generate'],
    ]) {
      await type(name)
      await group('Fields of the form').getByText(name, { exact: true }).first().click()
      await expect(page.locator('[data-region="form"] :focus'), name).toHaveCount(1)
      await expect(page.locator('[data-region="form"] :focus'), name).toBeInViewport()
    }
  })

  test('says in words what can be typed when nothing matches', async () => {
    await open('state=idle&frozen')
    await type('qqqzzz')
    await expect(page.getByText(/^Nothing matches\. You can type/)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(asking()).toBeVisible()
  })
})
