import { expect, test } from 'playwright/test'
import { eachScene } from './each-scene.ts'

// What the harness's page has (src/renderer/testing/unmarked-text.ts).
declare const window: { readonly unmarkedText: () => string[] }

/** For one scene: `npm run -s e2e -- language.spec.ts -g "elsewhere: queue-menu$"`. */
test.describe('the panel in the pseudo-language', () => {
  const errors: Error[] = []
  eachScene({
    title: (scene) => `has no text from elsewhere: ${scene}`,
    query: 'language=pseudo',
    async prepare(page) {
      page.on('pageerror', (error) => errors.push(error))
      await page.setViewportSize({ width: 1440, height: 900 })
    },
    async look(page) {
      const left = await page.evaluate(() => window.unmarkedText())
      expect(errors.splice(0)).toEqual([])
      expect(left).toEqual([])
    },
  })
})
