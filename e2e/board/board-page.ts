import { expect, type Locator, type Page } from 'playwright/test'

export type LaneName = 'Active' | 'Reserve' | 'Off'

export const lane = (page: Page, name: LaneName): Locator => page.getByRole('region', { name, exact: true })

export const card = (page: Page, name: string): Locator =>
  page
    .locator('li[data-worker]')
    .filter({ has: page.getByRole('button', { name: `Move ${name}`, exact: true }) })

export const grip = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Move ${name}`, exact: true })

/** The sheet beside the board, whatever it shows. */
export const sheet = (page: Page): Locator => page.getByRole('complementary').filter({ visible: true })

/** The button of the rail that goes to a screen. */
export const rail = (page: Page, name: string): Locator =>
  page.getByRole('navigation').getByRole('button', { name, exact: true })

/** The toast with these words. */
export const toast = (page: Page, words: string | RegExp): Locator =>
  page.locator('[data-sonner-toast]').filter({ hasText: words })

/** Expects these machines in these lanes, top to bottom; lanes that are not named are to be empty. */
export async function expectLanes(
  page: Page,
  lanes: Partial<Record<LaneName, readonly string[]>>,
): Promise<void> {
  for (const name of ['Active', 'Reserve', 'Off'] as const) {
    await expect(lane(page, name).locator('li[data-worker] [data-name]')).toHaveText([...(lanes[name] ?? [])])
  }
}

/** Chooses an entry of a card's menu. */
export async function chooseInMenu(page: Page, name: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

/** Chooses an entry of the board's own menu. */
export async function chooseInFleetMenu(page: Page, entry: string): Promise<void> {
  await page.getByRole('button', { name: 'More about the fleet' }).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

/** Opens the details of a machine at one of their tabs. */
export async function openDetails(page: Page, name: string, tab: string): Promise<Locator> {
  await card(page, name).locator('[data-name]').click()
  await sheet(page).getByRole('radio', { name: tab, exact: true }).click()
  return sheet(page)
}

/** Where on a thing, as shares of its width and height. */
export interface Spot {
  readonly x: number
  readonly y: number
}

/** Lifts a card with the mouse and carries it over a spot; it is still held afterwards. */
export async function carry(page: Page, name: string, over: Locator, spot: Spot): Promise<void> {
  await untilAtRest(page)
  const from = await boxOf(card(page, name))
  // On the card itself, beside its name and its grip: a few pixels are needed to lift it there.
  await page.mouse.move(from.x + from.width * 0.5, from.y + from.height * 0.55)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width * 0.5 + 12, from.y + from.height * 0.55 + 6, { steps: 4 })
  await expect(page.locator('[data-under]').first()).toBeAttached()
  const to = await boxOf(over)
  await page.mouse.move(to.x + to.width * spot.x, to.y + to.height * spot.y, { steps: 12 })
}

/** Waits for a dropped card to have glided to its place: until then nothing else can be lifted. */
export async function untilAtRest(page: Page): Promise<void> {
  await expect(page.locator('[data-dnd-dragging], [data-dnd-dropping]')).toHaveCount(0)
}

async function boxOf(thing: Locator) {
  const box = await thing.boundingBox()
  if (!box) throw new Error(`${thing} is not in sight.`)
  return box
}
