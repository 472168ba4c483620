import { expect, type Page, test } from 'playwright/test'
import { carry, lane } from '../board/board-page.ts'
import { specHarness } from './spec-harness.ts'

const SIZES = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
] as const
/** Fleets of the harness; it adds a machine that is gone, and puts the last of more than three into Reserve. */
const FLEETS = [
  { machines: 1, query: 'state=idle&fleet=0', compact: false },
  { machines: 3, query: 'state=idle&fleet=2', compact: false },
  { machines: 7, query: 'state=running&fleet=6', compact: true },
  { machines: 12, query: 'state=running&fleet=11', compact: true },
  { machines: 30, query: 'state=running&fleet=29', compact: true },
] as const
/** px; a wider card only draws its words apart */
const WIDEST = 440

const cards = (page: Page) => page.locator('li[data-worker]')

/** The boxes of what is drawn, px. */
const boxes = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) => all.map((each) => each.getBoundingClientRect().toJSON()))

test.describe('the board fits its machines', () => {
  const harness = specHarness()

  for (const { machines, query, compact } of FLEETS) {
    test(`with ${machines}`, async () => {
      const page = await harness.open(`${query}&frozen`, 'workers')
      await expect(cards(page)).toHaveCount(machines)
      for (const size of SIZES) {
        await page.setViewportSize(size)
        await expect(page.locator('[data-compact]').first()).toBeVisible({ visible: compact })
        const drawn = await boxes(page, 'li[data-worker]')
        expect(Math.max(...drawn.map(({ width }) => width))).toBeLessThanOrEqual(WIDEST)
        const [active] = await boxes(page, '[data-lane="active"]')
        const empty = await boxes(page, '[data-lane][data-empty]')
        expect(empty).toHaveLength(machines > 3 ? 1 : 2)
        for (const { width } of empty) expect(width).toBeLessThan(180)
        expect(active?.width).toBeGreaterThan(size.width * 0.5)
        for (const name of ['Active', 'Reserve', 'Off'] as const) {
          await expect(lane(page, name).getByRole('heading', { name })).toBeInViewport()
        }
        if (size.width > 1024 && machines <= 12) {
          for (const { bottom } of drawn) expect(bottom).toBeLessThan(size.height / 2)
        }
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      }
      await page.close()
    })
  }

  test('with none: it says how to add one', async () => {
    const page = await harness.open('state=empty&frozen', 'workers')
    for (const size of SIZES) {
      await page.setViewportSize(size)
      await expect(page.getByRole('heading', { name: 'No machines yet' })).toBeInViewport()
    }
    await page.close()
  })

  test('takes a card into a lane that is empty and narrow', async () => {
    const page = await harness.open('state=idle&fleet=2&frozen', 'workers')
    await page.setViewportSize({ width: 1440, height: 900 })
    await carry(page, 'master', lane(page, 'Off'), { x: 0.5, y: 0.6 })
    await expect(lane(page, 'Off')).toContainText('Drop to switch master off')
    await page.mouse.up()
    await expect(lane(page, 'Off').locator('[data-name]')).toHaveText('master')
    await page.close()
  })
})
