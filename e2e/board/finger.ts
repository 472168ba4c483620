import type { Locator, Page } from 'playwright/test'
import { card, untilAtRest } from './board-page.ts'

/** Puts a finger on a card, lets it rest for so many ms, and moves it over a thing; it is still down afterwards. */
export async function finger(
  page: Page,
  name: string,
  over: Locator,
  { restMs }: { restMs: number },
): Promise<{ lift(): Promise<void> }> {
  await untilAtRest(page)
  const [from, to] = [await card(page, name).boundingBox(), await over.boundingBox()]
  if (!from || !to) throw new Error(`${name} or where it should go is not in sight.`)
  const session = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
  const start = { x: from.x + from.width / 2, y: from.y + from.height * 0.55 }
  const end = { x: to.x + to.width * 0.3, y: to.y + to.height * 0.3 }
  await touch('touchStart', start)
  // A finger is held by a person, in real time; there is nothing on the page to wait for.
  await page.waitForTimeout(restMs)
  const steps = 12
  for (let step = 1; step <= steps; step++) {
    const share = step / steps
    await touch('touchMove', {
      x: start.x + (end.x - start.x) * share,
      y: start.y + (end.y - start.y) * share,
    })
  }
  return {
    async lift() {
      await touch('touchEnd')
      await session.detach()
    },
  }
}
