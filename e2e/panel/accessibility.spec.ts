import type axe from 'axe-core'
import { expect, type Page, test } from 'playwright/test'
import { eachScene } from './each-scene.ts'
import { AXE } from './panel-page.ts'

// What the page has while axe looks at it, and the theme as its buttons set it.
declare const window: { readonly axe: typeof axe }
declare const document: { readonly documentElement: { readonly dataset: Record<string, string> } }
declare const requestAnimationFrame: (then: () => void) => void

const THEMES = ['dark', 'light'] as const
/** Rules that axe leaves off by itself. */
const ALSO = ['target-size', 'label-content-name-mismatch'] as const
/** Only moderate to axe, but a page with two banners has none. */
const ONE_EACH = new Set(['landmark-no-duplicate-banner', 'landmark-no-duplicate-main'])

/** For one scene: `npm run -s e2e -- accessibility.spec.ts -g "nothing serious: queue-menu$"`. */
test.describe('axe finds', () => {
  eachScene({
    title: (scene) => `nothing serious: ${scene}`,
    query: 'theme=dark',
    async prepare(page) {
      // Fading in makes words pale for a moment; that is drawn at once for those who ask for it.
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.setViewportSize({ width: 1440, height: 900 })
    },
    async drawn(page) {
      await page.addScriptTag({ url: AXE })
    },
    async look(page) {
      const found: string[] = []
      for (const theme of THEMES) found.push(...(await findings(page, theme)))
      expect(found).toEqual([])
    },
  })
})

/** The serious and critical findings in a theme, a line each: rule, element, what is measured. */
async function findings(page: Page, theme: (typeof THEMES)[number]): Promise<string[]> {
  const coloursOnly = theme !== THEMES[0]
  const { violations } = await page.evaluate(
    async ({ rules, wanted, coloursOnly }) => {
      const { dataset } = document.documentElement
      Object.assign(dataset, { theme: wanted, themeChanging: '' })
      await new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
      return await window.axe.run({
        resultTypes: ['violations'],
        preload: false,
        // What does not depend on colours is looked at once.
        ...(coloursOnly ? { runOnly: ['color-contrast'] } : {}),
        rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: true }])),
      })
    },
    { rules: coloursOnly ? [] : ALSO, wanted: theme, coloursOnly },
  )
  return violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || ONE_EACH.has(id))
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, any, all, none }) =>
          `${theme} ${id}: ${target.join(' ')}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`,
      ),
    )
}
