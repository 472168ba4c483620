import { expect, test } from 'playwright/test'
import { buildHarnessOnce, type HarnessBrowser, openHarnessBrowser } from './panel-page.ts'
import { SCENES } from './scenes.ts'

// What the harness's page has (src/renderer/testing/unmarked-text.ts).
declare const window: { readonly unmarkedText: () => string[] }

/** For one scene: `npm run -s e2e -- language.spec.ts -g "elsewhere: queue-menu$"`. */
test.describe('the panel in the pseudo-language', () => {
  test.describe.configure({ mode: 'parallel' })
  let browser: HarnessBrowser
  test.beforeAll(async () => {
    await buildHarnessOnce(test.info().project.outputDir)
    browser = await openHarnessBrowser()
  })
  test.afterAll(() => browser.close())

  for (const scene of SCENES) {
    test(`has no text from elsewhere: ${scene.name}`, async () => {
      const page = await browser.open(`${scene.query}&language=pseudo`, scene.route)
      const errors: Error[] = []
      page.on('pageerror', (error) => errors.push(error))
      await page.setViewportSize({ width: 1440, height: 900 })
      await scene.act?.(page)
      await page.waitForTimeout(300)
      const left = await page.evaluate(() => window.unmarkedText())
      await page.close()
      expect(errors).toEqual([])
      expect(left).toEqual([])
    })
  }
})
