import { expect, type Locator, type Page, test } from 'playwright/test'
import { specHarness } from './spec-harness.ts'

const GALLERY = 'state=finished&pictures=400&frozen'
/** Longer than a message takes to leave. */
const LONG_GONE = 600
const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'

const tile = (page: Page, place: number) => page.locator(`main [data-place="${place}"]`)
const messages = (page: Page) => page.locator('[data-sonner-toast]')
const undo = (page: Page) => messages(page).getByRole('button', { name: 'Undo' })
/** As the panel does it: once, and without looking whether it came about. */
const focus = (target: Locator) => target.evaluate((element: { focus(): void }) => element.focus())
const gone = async (page: Page) => {
  await expect(messages(page)).toHaveCount(0)
  await page.waitForTimeout(LONG_GONE)
}

test.describe('a message leaves the focus alone', () => {
  const harness = specHarness()
  let page: Page

  test.beforeEach(async () => {
    page = await harness.open(GALLERY, 'gallery')
    await tile(page, 4).click()
    await page.keyboard.press('Delete')
    await expect(undo(page)).toBeVisible()
  })
  test.afterEach(() => page.close())

  test('that is put elsewhere while Undo still has it', async () => {
    await focus(undo(page))
    await focus(tile(page, 7))
    await expect(tile(page, 7)).toBeFocused()
    await page.waitForTimeout(LONG_GONE)
    await expect(tile(page, 7)).toBeFocused()
  })

  test('that another field gets right after Undo was clicked', async () => {
    await undo(page).click()
    const search = page.getByRole('searchbox', { name: 'Search prompts' })
    await focus(search)
    await page.keyboard.type('valley')
    await expect(search).toHaveValue('valley')
    await gone(page)
    await expect(search).toBeFocused()
  })

  test('and gives it back to the picture that had it when it was reached by F8 and answered', async () => {
    const name = await tile(page, 4).textContent()
    await page.keyboard.press('F8')
    await focus(undo(page))
    await page.keyboard.press('Enter')
    await gone(page)
    await expect(tile(page, 5)).toBeFocused()
    // The one that is back stands in front of it.
    expect(await tile(page, 5).textContent()).toBe(name)
  })

  test('and gives it back when it is closed', async () => {
    await page.keyboard.press('F8')
    await messages(page).getByRole('button', { name: 'Close' }).focus()
    await page.keyboard.press('Enter')
    await gone(page)
    await expect(tile(page, 4)).toBeFocused()
  })
})

test.describe('a dialog begins with what it is for, and gives the focus back', () => {
  const harness = specHarness()
  let page: Page

  test.beforeEach(async () => {
    page = await harness.open('state=idle&frozen', 'generate')
  })
  test.afterEach(() => page.close())

  test('to the button that opened it', async () => {
    const button = page.getByRole('button', { name: 'LoRAs and embeddings for the prompt' })
    await button.click()
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  })

  test('to the button of the menu whose entry opened it', async () => {
    const button = page.getByRole('button', { name: 'More form actions' })
    await button.click()
    await page.getByRole('menuitem', { name: 'Upscale files…' }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Choose files…' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(button).toBeFocused()
  })
})

test.describe('pictures that come while one of the gallery has the focus', () => {
  const harness = specHarness()

  test('leave it to the next one when that is deleted', async () => {
    const page = await harness.open('state=running', 'gallery')
    await focus(tile(page, 3))
    const place = () => page.evaluate<number>('Number(document.activeElement.dataset.place)')
    await expect.poll(place).toBeGreaterThan(3)
    const imageOf = (of: string) => page.evaluate<string>(`${of}.closest('[data-image]')?.dataset.image`)
    const next = await imageOf(
      `document.querySelector('main [data-place="' + (Number(document.activeElement.dataset.place) + 1) + '"]')`,
    )
    expect(next).toBeTruthy()
    await page.keyboard.press('Delete')
    await expect.poll(() => imageOf('document.activeElement')).toBe(next)
    await page.close()
  })
})

test.describe('keys alone in the form', () => {
  const harness = specHarness()
  const focused = (page: Page) => page.locator(':focus')

  test('the focus stays in a list when a thing of it is renamed, closed or removed', async () => {
    const page = await harness.open('state=idle&presets=3&drafts=3&frozen', 'generate')
    const tabs = page.locator('[data-tab]')
    await focus(tabs.nth(1))
    await page.keyboard.press('F2')
    await page.keyboard.type('x')
    await page.keyboard.press('Enter')
    await expect(tabs.nth(1)).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(tabs).toHaveCount(2)
    await expect(focused(page)).toHaveAccessibleName(/^Close /)

    // Escape in a name is for the name, and not for all that is around it.
    await focus(page.getByRole('button', { name: 'Presets' }))
    await page.keyboard.press('Enter')
    const rename = page.getByRole('button', { name: /^Rename/ })
    await focus(rename.nth(1))
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await expect(rename).toHaveCount(3)
    await expect(page.locator('[data-cell="1 0"]')).toBeFocused()
    await focus(page.getByRole('button', { name: /^Delete/ }).last())
    await page.keyboard.press('Enter')
    await expect(page.locator('[data-cell="1 0"]')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Presets' })).toBeFocused()

    const unfold = async (name: RegExp) => {
      const fold = page.getByRole('button', { name }).first()
      if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
    }
    await unfold(/^ControlNet/)
    const add = page.getByRole('button', { name: 'Add a unit' })
    await add.click()
    await focus(page.getByRole('button', { name: 'More for unit 1' }))
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('End')
    // Radix goes there a moment later.
    await expect(page.getByRole('menuitem').last()).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(add).toBeFocused()
    await unfold(/^Vary settings/)
    await page.getByRole('button', { name: 'Add a grid axis' }).click()
    await focus(page.getByRole('button', { name: 'Remove axis 1' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Add a grid axis' })).toBeFocused()
    await page.close()
  })

  test('what removes itself leaves the focus to what stands in its place, and Ctrl+Z brings it back', async () => {
    const page = await harness.open('state=idle&mode=exact&images=4&inputs=2&masked&frozen', 'generate')
    const press = async (name: string | RegExp) => {
      await focus(page.getByRole('button', { name }).first())
      await page.keyboard.press('Enter')
    }
    const unfold = async (name: RegExp) => {
      const fold = page.getByRole('button', { name }).first()
      if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
    }
    await unfold(/^Start from a picture/)
    await press('Remove the mask')
    await expect(page.getByRole('button', { name: /^Paint mask/ })).toBeFocused()
    await page.keyboard.press('Control+Z')
    await expect(page.getByRole('button', { name: 'Edit mask' })).toBeFocused()
    await press('Reset Start from a picture')
    await expect(page.getByRole('button', { name: /^Start from a picture/ })).toBeFocused()

    await unfold(/^Vary settings/)
    for (const name of ['Add a grid axis', 'Add an axis', 'Add an axis']) await press(name)
    await expect(page.getByRole('combobox', { name: 'What axis 3 changes' })).toBeFocused()
    const values = page.getByRole('textbox', { name: 'Values of axis 3' })
    await values.fill('20, 30')
    await focus(page.getByRole('combobox', { name: 'What axis 3 changes' }))
    await page.keyboard.press('Enter')
    await page.getByRole('listbox').waitFor()
    await page.keyboard.type('CFG')
    await page.keyboard.press('Enter')
    await expect(values).toHaveValue('')
    await expect(page.getByRole('combobox', { name: 'What axis 3 changes' })).toBeFocused()
    await page.keyboard.press('Control+Z')
    await expect(values).toHaveValue('20, 30')
    await page.close()
  })

  test('the palette gives it back when nothing was chosen', async () => {
    const page = await harness.open('state=idle&frozen', 'generate')
    const presets = page.getByRole('button', { name: 'Presets' })
    await focus(presets)
    await page.keyboard.press('Control+K')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await expect(presets).toBeFocused()
    // Its words would lie on what is below it for as long as somebody stays.
    await page.evaluate(TWO_FRAMES)
    await expect(page.getByRole('tooltip')).toHaveCount(0)
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('tooltip').and(page.getByText('Presets', { exact: true }))).toBeVisible()
    await page.close()
  })

  test('the words of a button do not stay behind one who goes on before they are there', async () => {
    const page = await harness.open('state=idle&frozen', 'generate')
    const [gallery, queue] = ['Gallery', 'Queue'].map((name) =>
      page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}`) }),
    ) as [Locator, Locator]
    await focus(gallery)
    await page.keyboard.press('Tab')
    await expect(queue).toBeFocused()
    await page.evaluate(TWO_FRAMES)
    // Back and on again before a frame is drawn, as a busy machine takes keys in.
    const before = await gallery.elementHandle()
    await queue.evaluate<Promise<void>, { focus(): void }, typeof before>(async (element, other) => {
      ;(other as { focus(): void } | null)?.focus()
      // React draws between two keys.
      for (let turn = 0; turn < 10; turn++) await null
      element.focus()
    }, before)
    await page.evaluate(TWO_FRAMES)
    await expect(page.getByRole('tooltip')).toHaveText([/^Queue/])
    await page.close()
  })

  test('Tab goes around in the mask painter', async () => {
    const page = await harness.open('state=idle&mode=exact&images=4&inputs=1&frozen', 'generate')
    const fold = page.getByRole('button', { name: /^Start from a picture/ })
    if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
    await page.getByRole('button', { name: /^Paint mask/ }).click()
    const done = page.getByRole('button', { name: 'Use no mask' })
    await focus(done)
    await page.keyboard.press('Tab')
    await expect(done).not.toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(done).toBeFocused()
    await page.close()
  })
})
