import { expect, type Page, test } from 'playwright/test'
import { buildHarnessOnce, type HarnessBrowser, openHarnessBrowser } from './panel-page.ts'
import { SCENES } from './scenes.ts'

// What the harness's page has (src/renderer/testing/unmarked-text.ts).
declare const window: { readonly unmarkedText: () => string[] }

/** For one scene: `npm run -s e2e -- language.spec.ts -g "elsewhere: queue-menu$"`. */
test.describe('the panel in the pseudo-language', () => {
  test.describe.configure({ mode: 'parallel' })
  let browser: HarnessBrowser
  let page: Page
  test.beforeAll(async () => {
    await buildHarnessOnce(test.info().project.outputDir)
    browser = await openHarnessBrowser()
    page = await browser.context.newPage()
    await page.setViewportSize({ width: 1440, height: 900 })
  })
  test.afterAll(() => browser.close())

  for (const scene of SCENES) {
    test(`has no text from elsewhere: ${scene.name}`, async () => {
      const errors: Error[] = []
      const note = (error: Error) => errors.push(error)
      page.on('pageerror', note)
      await browser.open(`${scene.query}&language=pseudo`, scene.route, page)
      await scene.act?.(page)
      await page.waitForTimeout(300)
      const left = await page.evaluate(() => window.unmarkedText())
      page.off('pageerror', note)
      expect(errors).toEqual([])
      expect(left).toEqual([])
    })
  }
})
