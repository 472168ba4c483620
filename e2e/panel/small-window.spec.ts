import { expect, type Page, test } from 'playwright/test'
import { outOfReach } from './reach.ts'
import { specHarness } from './spec-harness.ts'

/** The smallest window. */
const SMALLEST = { width: 1024, height: 700 }

interface Drawn {
  readonly textContent: string
  readonly clientWidth: number
  readonly clientHeight: number
  readonly scrollWidth: number
  readonly scrollHeight: number
  readonly firstElementChild: Drawn | null
}

/** The texts that are drawn with an ellipsis, by themselves or in what they hold. */
const cutNames = (elements: unknown[]): string[] =>
  (elements as Drawn[])
    .flatMap((element) => (element.firstElementChild ? [element, element.firstElementChild] : [element]))
    .filter((each) => each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight + 1)
    .map(({ textContent }) => textContent)

test.describe('in a small window', () => {
  const harness = specHarness()

  const open = async (query: string, route: string): Promise<Page> => {
    const page = await harness.open(`${query}&theme=dark`, route)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.setViewportSize(SMALLEST)
    return page
  }

  test('size and seed are in sight without scrolling', async () => {
    const page = await open('state=idle&frozen', 'generate')
    const footer = await page.getByRole('spinbutton', { name: 'Number of images' }).boundingBox()
    for (const name of ['Width', 'Seed']) {
      const box = await page.getByRole('spinbutton', { name, exact: true }).boundingBox()
      expect((box?.y ?? 999) + (box?.height ?? 0), name).toBeLessThan(footer?.y ?? 0)
    }
    await page.close()
  })

  test('the gallery keeps one row of tools beside an opened picture', async () => {
    const page = await open('state=finished&pictures=48900&frozen', 'gallery')
    await page.locator('[data-place="2"]').click()
    await expect(page.getByRole('button', { name: 'Use settings' })).toBeVisible()
    const header = page.locator('header', { has: page.getByLabel('Search prompts') })
    expect((await header.boundingBox())?.height).toBeLessThan(64)
    await expect(page.getByRole('slider', { name: 'Size of the pictures' })).toBeVisible()
    expect(await outOfReach(page)).toEqual([])
    await page.close()
  })

  test('beside open details, every job of the queue can be told by its name', async () => {
    const page = await open('state=running&queue&priorities&pictures=400&frozen', 'queue')
    const names = page.locator('[data-job] [data-name]')
    await page.getByRole('button', { name: /^Isometric tea house/ }).click()
    await expect(page.getByRole('table')).toBeVisible()
    // Only the rows in sight are drawn.
    await page.locator('[data-job="job-24"]').scrollIntoViewIfNeeded()
    await expect(names).toHaveCount(8)
    expect(await names.evaluateAll(cutNames)).toEqual([])
    expect(await outOfReach(page)).toEqual([])
    await page.close()
  })

  test('jobs that wait say in Generate what they are, and when they start', async () => {
    const page = await open('state=crowded&queue&priorities&frozen', 'generate')
    await page.getByRole('button', { name: '2 waiting, 40 images' }).click()
    const waiting = page.getByRole('region', { name: 'Waiting jobs', exact: true }).getByRole('listitem')
    await expect(waiting).toHaveCount(2)
    expect(await waiting.locator('button, span:last-child').evaluateAll(cutNames)).toEqual([])
    await page.close()
  })
})
