import { expect, type Locator, type Page, test } from 'playwright/test'
import { specHarness } from './spec-harness.ts'

const focused = (page: Page) => page.locator(':focus')
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const unfold = async (page: Page, name: RegExp) => {
  const fold = page.getByRole('button', { name })
  if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
}
/** The shortcuts (?) that are listed in a group: keys and what they do. */
const listed = (page: Page, group: string): Locator =>
  page
    .getByRole('dialog')
    .locator('section', { has: page.getByRole('heading', { name: group, exact: true }) })

test.describe('with the keys alone', () => {
  const harness = specHarness()

  test('60 presets are one stop of Tab, and each can be used, overwritten, renamed and deleted', async () => {
    const page = await harness.open('state=idle&presets=60&frozen', 'generate')
    await page.getByRole('button', { name: 'Presets' }).focus()
    await press(page, 'Enter')
    const search = page.getByRole('searchbox', { name: 'Search presets' })
    await expect(search).toBeFocused()
    const rows = page.getByRole('grid', { name: 'Presets' }).getByRole('row')
    await expect(rows).toHaveCount(60)
    await press(page, 'Tab')
    await expect(rows.nth(0).getByRole('button').first()).toBeFocused()
    await press(page, 'Tab')
    await expect(page.getByRole('textbox', { name: 'Name of the preset' })).toBeFocused()

    // Tab leads back to where the arrows went.
    await press(page, 'Shift+Tab', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'Tab', 'Shift+Tab')
    await expect(focused(page)).toHaveAccessibleName(/^Overwrite /)
    await expect(rows.nth(2).getByRole('button', { name: /^Overwrite/ })).toBeFocused()
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight')
    await expect(rows.nth(2).getByRole('button', { name: /^Delete/ })).toBeFocused()
    await press(page, 'End')
    await expect(rows.nth(59).getByRole('button', { name: /^Delete/ })).toBeFocused()
    await press(page, 'Enter')
    await expect(rows).toHaveCount(59)
    await expect(rows.nth(58).getByRole('button').first()).toBeFocused()

    await press(page, 'F2')
    await page.keyboard.type('The last one')
    await press(page, 'Home', 'ArrowRight', 'Enter')
    await expect(rows.nth(58)).toContainText('The last one')
    await expect(rows.nth(58).getByRole('button').first()).toBeFocused()
    await press(page, 'Delete')
    await expect(rows).toHaveCount(58)

    // What the search leaves has one stop, too.
    await press(page, 'Home', 'ArrowUp')
    await expect(search).toBeFocused()
    await page.keyboard.type('portraits')
    await press(page, 'Tab')
    await expect(rows.nth(0).getByRole('button').first()).toBeFocused()
    await press(page, 'Enter')
    await expect(page.getByText(/^The form now has the settings of Portraits/)).toBeVisible()
    await page.close()
  })

  test('the browser of LoRAs is searched, walked through, and inserted from', async () => {
    const page = await harness.open('state=idle&loras=300&frozen', 'generate')
    const opener = page.getByRole('button', { name: 'LoRAs and embeddings for the prompt' })
    const dialog = page.getByRole('dialog')
    const search = dialog.getByRole('combobox')
    const chosen = dialog.getByRole('option', { selected: true })
    const place = () => chosen.getAttribute('aria-posinset')
    await opener.focus()
    await press(page, 'Enter')
    await expect(search).toBeFocused()
    await press(page, 'End')
    await expect(chosen).toBeInViewport()
    const count = await chosen.getAttribute('aria-setsize')
    expect(Number(count)).toBeGreaterThan(300)
    expect(await place()).toBe(count)
    await press(page, 'Home')
    await expect.poll(place).toBe('1')
    await press(page, 'ArrowUp')
    expect(await place()).toBe('1')
    await press(page, 'ArrowDown', 'ArrowDown', 'PageDown')
    await expect.poll(place).toBe('9')
    await press(page, 'PageUp')
    await expect.poll(place).toBe('3')

    // A click on a row leaves the keys where they were.
    await dialog.getByRole('option').nth(1).click()
    await expect(search).toBeFocused()
    await page.keyboard.type('ink-wash')
    await expect(chosen).toContainText('ink-wash')
    await press(page, 'Shift+Home')
    await page.keyboard.type('no such words')
    await expect(dialog.getByRole('option')).toHaveCount(0)
    await expect(dialog.getByRole('button', { name: 'Insert' })).toBeDisabled()
    await press(page, 'Enter', 'End')
    await expect(search).toBeFocused()
    await press(page, 'Escape')
    await expect(opener).toBeFocused()

    await press(page, 'Enter')
    await page.keyboard.type('ink-wash')
    await press(page, 'Enter')
    await expect(dialog).toHaveCount(0)
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    await expect(prompt).toContainText('<lora:ink-wash:')
    await expect(prompt).toBeFocused()
    await page.close()
  })

  test('the tools and the zoom of the mask painter are one stop of Tab each', async () => {
    const page = await harness.open('state=idle&mode=exact&images=4&inputs=1&frozen', 'generate')
    await unfold(page, /^Start from a picture/)
    await page.getByRole('button', { name: /^Paint mask/ }).focus()
    await press(page, 'Enter')
    const painter = page.getByRole('dialog')
    const tool = (name: string) => painter.getByRole('button', { name, exact: true })
    const stage = painter.getByRole('application')
    const go = async (key: string, to: Locator) => {
      await press(page, key)
      // Radix goes there a moment later.
      await expect(to).toBeFocused()
    }
    await expect(stage).toBeFocused()
    await press(page, 'Shift+Tab')
    await expect(tool('Brush')).toBeFocused()
    await go('ArrowDown', tool('Eraser'))
    await go('ArrowDown', tool('Lasso'))
    await press(page, 'Enter')
    await expect(tool('Lasso')).toHaveAttribute('aria-pressed', 'true')
    await go('End', tool('Take a mask from elsewhere'))
    await go('Home', tool('Brush'))
    await go('ArrowUp', tool('Take a mask from elsewhere'))
    // Nothing is painted yet: what has nothing to change is passed over.
    await go('ArrowUp', tool('Invert'))
    await go('ArrowUp', tool('Paint all of it'))
    await press(page, 'Space')
    await expect(painter).toContainText('Painted: ')
    await go('ArrowUp', tool('Undo'))
    // It can be pressed no more: the focus is on what stands beside it.
    await press(page, 'Enter')
    await expect(painter).toContainText('Nothing is painted yet')
    await expect(focused(page).and(painter.locator('[data-first] button'))).toBeVisible()

    await go('Tab', stage)
    const [size, visible] = ['Brush size', 'Visibility'].map((name) => painter.getByRole('slider', { name }))
    await go('Tab', size as Locator)
    await go('Tab', visible as Locator)
    await press(page, 'Tab')
    await expect(
      focused(page).and(painter.getByRole('toolbar', { name: 'Zoom' }).locator('button')),
    ).toBeVisible()
    await go('Tab', painter.getByRole('button', { name: 'Cancel' }))
    await press(page, 'Shift+Tab')
    await go('End', painter.getByRole('radio', { name: '1:1' }))
    await press(page, 'Enter')
    await expect(painter.getByRole('radio', { name: '1:1' })).toBeChecked()
    await go('Home', tool('Zoom out'))
    await press(page, 'Enter')
    await expect(painter.getByRole('radio', { name: '1:1' })).not.toBeChecked()
    await go('Shift+Tab', visible as Locator)
    await page.close()
  })

  test('the keys of presets, of LoRAs and of the mask painter are listed', async () => {
    const page = await harness.open('state=idle&frozen', 'workers')
    await press(page, '?')
    await expect(listed(page, 'Presets, drafts').locator('kbd')).toHaveText([
      '↑',
      '↓',
      'Home',
      'End',
      '←',
      '→',
      'F2',
      'Del',
    ])
    await expect(listed(page, 'LoRAs and embeddings').locator('kbd')).toHaveText([
      '↑',
      '↓',
      'Page Up',
      'Page Down',
      'Home',
      'End',
      '↵',
      'Esc',
    ])
    await expect(listed(page, 'Painting a mask')).toContainText('on a tool or on the zoom')
    await page.close()
  })
})
