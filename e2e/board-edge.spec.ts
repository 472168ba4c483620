import { expect, type Locator, type Page, test } from 'playwright/test'
import { DEFAULT_REQUEST } from '../src/shared/generation.ts'
import { addWorkers, ask, type BoardApp, launchBoard } from './board/board-app.ts'
import { card, carry, lane, toast, untilAtRest } from './board/board-page.ts'
import { Machines } from './board/machines.ts'

/** More than fit into the window. */
const NAMES = 'laptop master argon helium neon krypton xenon radon oxygen nitrogen carbon silicon'.split(' ')

test.describe.configure({ mode: 'serial' })

test.describe('a lane that is longer than the window', () => {
  const machines = new Machines()
  let board: BoardApp

  test.beforeAll(async () => {
    board = await launchBoard()
    const servers = await Promise.all(NAMES.map((name) => machines.start({ name, ipm: 20 })))
    const inputs = servers.map(({ name, url }) => ({ name, url, lane: 'active' as const }))
    await addWorkers(board.page, inputs)
    await ask(board.page, 'submitJob', { request: { ...DEFAULT_REQUEST, prompt: 'a harbour', images: 500 } })
    // So narrow that a lane has one column.
    await board.page.setViewportSize({ width: 860, height: 900 })
    await board.page.getByRole('radio', { name: 'Comfortable' }).click()
    // A card grows when its machine begins: one that is held while that happens may come to lie at the lane's edge, where it scrolls.
    await expect(board.page.locator('li[data-worker]').filter({ hasText: 'Working' })).toHaveCount(
      NAMES.length,
    )
  })
  test.afterAll(async () => {
    await board.end()
    await machines.stop()
  })

  const names = () => lane(board.page, 'Active').locator('li[data-worker] [data-name]')
  const expectOrder = (order: readonly string[]) => expect(names()).toHaveText([...order])

  test('leaves a card where it is while it is held in the gap between two', async () => {
    const { page } = board
    const { above, under } = await gapBelowTheMiddle(page)
    await carry(page, above, card(page, above), { x: 0.5, y: 0.5 })
    await expectOrder(NAMES)
    const below = await boxOf(card(page, under))
    await page.mouse.move(below.x + below.width / 2, below.y - 6, { steps: 8 })
    await page.mouse.move(below.x + below.width / 2 + 2, below.y - 6)
    await drawn(page)
    await expectOrder(NAMES)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await untilAtRest(page)
  })

  test('scrolls while a card is held at its edge, and takes it along to the end', async () => {
    const { page } = board
    const rest = (await names().allTextContents()).slice(1)
    await expect(card(page, rest.at(-1) ?? '')).not.toBeInViewport()
    await carry(page, 'laptop', lane(page, 'Active'), { x: 0.5, y: 0.98 })
    await expect(card(page, rest.at(-1) ?? '')).toBeInViewport()
    // What is let go stays where it is drawn: first the lane comes to its end.
    await expectOrder([...rest, 'laptop'])
    await page.mouse.up()
    await expect(toast(page, 'laptop')).toBeVisible()
    await expectOrder([...rest, 'laptop'])
    const { workers } = await ask(page, 'snapshot', {})
    expect(workers.map(({ config }) => config.name)).toEqual([...rest, 'laptop'])
  })
})

/**
 * Two neighbours whose gap is in the lower half of what is seen of the lane, where its end would be the nearest place if gaps were the lane's,
 * and above its edge, where it scrolls.
 */
async function gapBelowTheMiddle(page: Page): Promise<{ above: string; under: string }> {
  const seen = await boxOf(lane(page, 'Active'))
  const height = Math.min(seen.height, (page.viewportSize()?.height ?? 0) - seen.y)
  for (const [at, under] of NAMES.entries()) {
    const above = NAMES[at - 1]
    const { y } = await boxOf(card(page, under))
    const share = (y - seen.y) / height
    if (above !== undefined && share > 0.5 && share < 0.75) return { above, under }
  }
  throw new Error('No gap between two cards is where it is needed.')
}

/** What was told to the panel is drawn. */
const drawn = (page: Page) =>
  page.evaluate('new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))')

async function boxOf(thing: Locator) {
  const box = await thing.boundingBox()
  if (!box) throw new Error(`${thing} is not in sight.`)
  return box
}
