import type axe from 'axe-core'
import { expect, type Page, test } from 'playwright/test'
import { AXE } from './panel-page.ts'
import { outOfReach } from './reach.ts'
import { SCENES, type Scene } from './scenes.ts'
import { specHarness } from './spec-harness.ts'

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

/** ms until what a scene's last step set off has come to rest */
const AT_REST_MS = 300
const WINDOW = { width: 1440, height: 900 }
/** CSS pixels that a zoom of 150 % leaves of the smallest window. */
const ZOOMED = { width: 683, height: 467 }
/** What lies above the rest of the page: much of it closes when the window changes its size, or stays where it was. */
const ABOVE =
  '[role="dialog"], [role="menu"], [role="listbox"], [role="tooltip"], [data-radix-popper-content-wrapper]'

/** For one scene: `npm run -s e2e -- every-scene.spec.ts -g ": queue-menu$"`. */
test.describe('each scene', () => {
  test.describe.configure({ mode: 'parallel' })
  const harness = specHarness()
  const errors: Error[] = []
  let page: Page
  test.beforeAll(async () => {
    page = await harness.newPage()
    page.on('pageerror', (error) => errors.push(error))
    page.setDefaultTimeout(60_000)
    // Fading in makes words pale for a moment; that is drawn at once for those who ask for it.
    await page.emulateMedia({ reducedMotion: 'reduce' })
  })

  const begin = async ({ query, route, act }: Scene, rest: string, script?: string) => {
    await harness.open(`${query}&${rest}`, route, page)
    if (script) await page.addScriptTag({ url: script })
    await act?.(page)
  }

  for (const scene of SCENES)
    test(`has only words of the catalogue, nothing that axe calls serious, and all within reach: ${scene.name}`, async () => {
      await page.setViewportSize(WINDOW)
      await begin(scene, 'theme=dark&language=pseudo', AXE)
      await page.waitForTimeout(AT_REST_MS)
      const unmarked = await page.evaluate(() => {
        const found = window.unmarkedText()
        // From here on the page is the English one.
        window.removeMarks()
        return found
      })
      const found: string[] = []
      for (const theme of THEMES) found.push(...(await findings(page, theme)))

      const above = await page.locator(ABOVE).count()
      await page.setViewportSize(ZOOMED)
      if (above > 0) await begin(scene, 'theme=dark')
      await page.waitForTimeout(AT_REST_MS)
      const unreachable = await outOfReach(page)

      expect({ errors: errors.splice(0), unmarked, found, unreachable }).toEqual({
        errors: [],
        unmarked: [],
        found: [],
        unreachable: [],
      })
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
