import { expect, type Page, test } from 'playwright/test'
import { SCENES } from './scenes.ts'
import { specHarness } from './spec-harness.ts'

// What the harness's page has (src/renderer/testing/unmarked-text.ts).
declare const window: { readonly unmarkedText: () => string[] }

/** For one scene: `npm run -s e2e -- language.spec.ts -g "elsewhere: queue-menu$"`. */
test.describe('the panel in the pseudo-language', () => {
  test.describe.configure({ mode: 'parallel' })
  const harness = specHarness()
  let page: Page
  test.beforeAll(async () => {
    page = await harness.newPage()
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  for (const scene of SCENES) {
    test(`has no text from elsewhere: ${scene.name}`, async () => {
      const errors: Error[] = []
      const note = (error: Error) => errors.push(error)
      page.on('pageerror', note)
      await harness.open(`${scene.query}&language=pseudo`, scene.route, page)
      await scene.act?.(page)
      await page.waitForTimeout(300)
      const left = await page.evaluate(() => window.unmarkedText())
      page.off('pageerror', note)
      expect(errors).toEqual([])
      expect(left).toEqual([])
    })
  }
})
