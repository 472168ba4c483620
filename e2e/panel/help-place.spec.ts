import { expect, type Page, test } from 'playwright/test'
import type { Box } from './reach.ts'
import { specHarness } from './spec-harness.ts'

// What the page has; the specs are not compiled with the DOM's types.
interface Element {
  readonly parentElement: Element | null
  readonly textContent: string
  getAttribute(name: string): string | null
  readonly outerHTML: string
  contains(other: Element | null): boolean
  getBoundingClientRect(): Box
}
declare const requestAnimationFrame: (then: () => void) => void
declare const document: {
  readonly activeElement: Element | null
  querySelector(selector: string): Element | null
  getElementById(id: string): Element | null
}

/** More controls than the form has, all of it unfolded. */
const MOST_STEPS = 200
const FOLDS = [
  'Start from a picture',
  'Hires fix',
  'ControlNet',
  'Variation',
  'Vary settings',
  'Advanced',
  'Noise and',
]
const SENTENCE = '[data-radix-popper-content-wrapper] > [data-side][data-state$="-open"]'

/** The sentence in sight, and whether it covers the field it is of or what has the focus; null: there is none. */
const shown = (page: Page) =>
  page.evaluate(async (selector) => {
    // The one before goes, it comes with the frame after the key, and its own place with one of the next.
    for (let frame = 0; frame < 5; frame++)
      await new Promise<void>((drawn) => requestAnimationFrame(() => drawn()))
    const [sentence, label, focused] = [
      document.querySelector(selector),
      document.querySelector('main [data-state$="-open"]'),
      document.activeElement,
    ]
    if (sentence === null || label === null || focused === null) return null
    let field: Element = label
    while (!field.contains(focused) && field.parentElement !== null) field = field.parentElement
    const [one, two] = [sentence.getBoundingClientRect(), focused.getBoundingClientRect()]
    const isOver = (a: Box, b: Box) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    return {
      of: label.textContent,
      overLabel: isOver(one, label.getBoundingClientRect()),
      overFocused: isOver(one, two),
    }
  }, SENTENCE)

/** Whether what has the focus is a control of the form with a sentence that is not in sight all along. */
const isExplained = (page: Page) =>
  page.evaluate(() => {
    const [focused, main] = [document.activeElement, document.querySelector('main')]
    if (focused === null || main === null || !main.contains(focused)) return false
    const ids = focused.getAttribute('aria-describedby')?.split(' ') ?? []
    return ids.some((id) => {
      const box = document.getElementById(id)?.getBoundingClientRect()
      return box !== undefined && box.right - box.left <= 1
    })
  })
const focusedMarkup = (page: Page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300))

test.describe('the sentence about a field covers neither that field nor what is typed in', () => {
  const harness = specHarness()

  for (const [theme, width, height] of [
    ['dark', 1440, 900],
    ['light', 1024, 700],
  ] as const)
    test(`${theme} at ${width}x${height}`, async () => {
      const page = await harness.open(`state=idle&frozen&theme=${theme}`, 'generate')
      await page.setViewportSize({ width, height })
      for (const name of FOLDS) {
        const fold = page.getByRole('button', { name: new RegExp(`^${name}`) }).first()
        if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click()
      }
      await page.locator('.cm-content').first().focus()
      await page.keyboard.press('Shift+Tab')
      const seen = new Set<string>()
      for (let step = 0; step < MOST_STEPS; step++) {
        await page.keyboard.press('Tab')
        const sentence = await shown(page)
        // Also where Tab scrolled the form.
        if (sentence === null) {
          expect(await isExplained(page), await focusedMarkup(page)).toBe(false)
          continue
        }
        // Once around.
        if (seen.size > 20 && sentence.of === 'Prompt') break
        seen.add(sentence.of)
        expect(sentence, sentence.of).toMatchObject({ overLabel: false, overFocused: false })
      }
      expect(seen.size).toBeGreaterThan(20)

      // One types above, and the mouse rests on what comes next.
      const prompt = page.locator('.cm-content').first()
      await prompt.click()
      for (const name of ['Negative prompt', 'Checkpoint', 'Sampler']) {
        await page.getByText(name, { exact: true }).first().hover()
        await page.locator(SENTENCE).waitFor()
        await expect(prompt).toBeFocused()
        expect(await shown(page), name).toMatchObject({ overLabel: false, overFocused: false })
        await page.mouse.move(width - 40, height / 2, { steps: 4 })
        await page.locator(SENTENCE).waitFor({ state: 'detached' })
      }
      await page.close()
    })
})
