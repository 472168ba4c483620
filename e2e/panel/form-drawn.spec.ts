import { expect, test } from 'playwright/test'
import { specHarness } from './spec-harness.ts'

// What the page has; the specs are not compiled with the DOM's types.
interface Control {
  readonly isConnected: boolean
  readonly tagName: string
  readonly textContent: string
  getAttribute(name: string): string | null
}
declare const document: { querySelectorAll(selector: string): Iterable<Control> }
declare const requestAnimationFrame: (then: () => void) => void
declare const performance: { now(): number }

/** Longer than two plans and an image of the running job take to come. ms */
const WATCHED = 7000

test.describe('while a job runs', () => {
  const harness = specHarness()

  for (const mode of ['exact', 'bonus', 'until'])
    test(`no control of the form is drawn anew with a plan or an image that arrives: ${mode}`, async () => {
      const page = await harness.open(`state=running&fleet=12&mode=${mode}`, 'generate')
      await page.getByRole('img', { name: /^Plan: / }).waitFor()
      // React gives what it draws anew another object of props.
      const drawn = await page.evaluate(async (watched) => {
        const propsOf = (control: Control): unknown =>
          Reflect.get(control, Object.keys(control).find((key) => key.startsWith('__reactProps')) ?? '')
        const controls =
          'form input, form textarea, form [role="slider"], form [role="radio"], form button, form [role="img"]'
        const before = new Map([...document.querySelectorAll(controls)].map((each) => [each, propsOf(each)]))
        const anew = new Map<string, number>()
        const end = performance.now() + watched
        while (performance.now() < end) {
          await new Promise<void>((done) => requestAnimationFrame(done))
          for (const [each, props] of before) {
            const now = propsOf(each)
            if (!each.isConnected || now === props) continue
            before.set(each, now)
            const name = each.getAttribute('aria-label') ?? each.textContent
            anew.set(name, (anew.get(name) ?? 0) + 1)
          }
        }
        return [...anew]
      }, WATCHED)
      const ofThePlan = /^Plan: |^without |laptop/
      expect(drawn.filter(([name]) => ofThePlan.test(name)).every(([, times]) => times >= 2)).toBe(true)
      expect(drawn.filter(([name]) => ofThePlan.test(name))).not.toEqual([])
      expect(drawn.filter(([name]) => !ofThePlan.test(name))).toEqual([])
      await page.close()
    })
})
