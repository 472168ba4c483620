import type axe from 'axe-core'
import { expect, type Page, test } from 'playwright/test'
import { eachScene } from './each-scene.ts'
import { AXE } from './panel-page.ts'

// What the page has (src/renderer/testing/unmarked-text.ts), also while axe looks at it, and the theme as its buttons set it.
declare const window: {
  readonly axe: typeof axe
  readonly unmarkedText: () => string[]
  readonly removeMarks: () => void
}
declare const document: { readonly documentElement: { readonly dataset: Record<string, string> } }
declare const requestAnimationFrame: (then: () => void) => void

const THEMES = ['dark', 'light'] as const
/** Rules that axe leaves off by itself. */
const ALSO = ['target-size', 'label-content-name-mismatch'] as const
/** Only moderate to axe, but a page with two banners has none. */
const ONE_EACH = ['landmark-no-duplicate-banner', 'landmark-no-duplicate-main'] as const
/** Rules whose findings are moderate or minor: nobody would read what they find, which is two fifths of what axe takes. */
const NOT_SERIOUS = [
  ...['aria-allowed-role', 'aria-deprecated-role', 'empty-heading', 'empty-table-header'],
  ...['form-field-multiple-labels', 'heading-order', 'html-xml-lang-mismatch', 'image-redundant-alt'],
  ...['landmark-banner-is-top-level', 'landmark-contentinfo-is-top-level', 'landmark-main-is-top-level'],
  ...['landmark-no-duplicate-contentinfo', 'landmark-one-main', 'landmark-unique'],
  ...['meta-viewport', 'meta-viewport-large', 'no-autoplay-audio', 'page-has-heading-one'],
  ...['presentation-role-conflict', 'region', 'scope-attr-valid', 'server-side-image-map', 'skip-link'],
  'table-duplicate-name',
] as const
const RULES = Object.fromEntries([
  ...NOT_SERIOUS.map((rule) => [rule, { enabled: false }]),
  ...ALSO.map((rule) => [rule, { enabled: true }]),
])

/** For one scene: `npm run -s e2e -- every-scene.spec.ts -g "serious: queue-menu$"`. */
test.describe('each scene', () => {
  const errors: Error[] = []
  eachScene({
    title: (scene) => `has only words of the catalogue, and nothing that axe calls serious: ${scene}`,
    query: 'theme=dark&language=pseudo',
    async prepare(page) {
      page.on('pageerror', (error) => errors.push(error))
      // Fading in makes words pale for a moment; that is drawn at once for those who ask for it.
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.setViewportSize({ width: 1440, height: 900 })
    },
    async drawn(page) {
      await page.addScriptTag({ url: AXE })
    },
    async look(page) {
      const unmarked = await page.evaluate(() => {
        const found = window.unmarkedText()
        // From here on the page is the English one.
        window.removeMarks()
        return found
      })
      const found: string[] = []
      for (const theme of THEMES) found.push(...(await findings(page, theme)))
      expect({ errors: errors.splice(0), unmarked, found }).toEqual({ errors: [], unmarked: [], found: [] })
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
        rules,
      })
    },
    { rules: coloursOnly ? {} : RULES, wanted: theme, coloursOnly },
  )
  const oneEach: ReadonlySet<string> = new Set(ONE_EACH)
  return violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || oneEach.has(id))
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, any, all, none }) =>
          `${theme} ${id}: ${target.join(' ')}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`,
      ),
    )
}
