import { type Page, test } from 'playwright/test'
import { SCENES } from './scenes.ts'
import { specHarness } from './spec-harness.ts'

/** ms until what a scene's last step set off has come to rest */
const AT_REST_MS = 300

interface EachScene {
  /** of the test of a scene */
  readonly title: (scene: string) => string
  /** what the address says besides the scene */
  readonly query: string
  /** Once, before the first scene. */
  prepare(page: Page): Promise<void>
  /** As soon as a scene is drawn, before its steps. */
  drawn?(page: Page): Promise<void>
  /** When a scene is as it is to be looked at. */
  look(page: Page): Promise<void>
}

/** Tests every scene of the panel, one after the other in one page of each process. Called within `test.describe`. */
export function eachScene({ title, query, prepare, drawn, look }: EachScene): void {
  test.describe.configure({ mode: 'parallel' })
  const harness = specHarness()
  let page: Page
  test.beforeAll(async () => {
    page = await harness.newPage()
    await prepare(page)
  })
  for (const scene of SCENES)
    test(title(scene.name), async () => {
      await harness.open(`${scene.query}&${query}`, scene.route, page)
      await drawn?.(page)
      await scene.act?.(page)
      await page.waitForTimeout(AT_REST_MS)
      await look(page)
    })
}
