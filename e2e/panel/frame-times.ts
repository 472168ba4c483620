import { buildHarness, openHarnessBrowser } from './panel-page.ts'

/**
 * Measures how evenly the worker board is drawn while every one of 30 machines reports four times a second:
 * `node e2e/panel/frame-times.ts`. Prints ms between frames, and ms of work on the main thread per second.
 */
const SECONDS = 10
/** until what happens once after a page was opened is over, ms */
const SETTLE_MS = 4000

const CASES = [
  { name: 'nothing moves', query: 'state=running&board&fleet=30&frozen', cards: 'Compact' },
  { name: '30 machines report, compact cards', query: 'state=running&board&fleet=30', cards: 'Compact' },
  { name: '30 machines report, full cards', query: 'state=running&board&fleet=30', cards: 'Comfortable' },
] as const

/** Runs in the page: ms between the frames of the next while. */
const FRAMES = `new Promise((resolve) => {
  const frames = []
  let last = performance.now()
  const end = last + ${SECONDS * 1000}
  const frame = (now) => {
    frames.push(now - last)
    last = now
    if (now < end) requestAnimationFrame(frame)
    else resolve(frames)
  }
  requestAnimationFrame(frame)
})`

await buildHarness()
const browser = await openHarnessBrowser()
try {
  for (const { name, query, cards } of CASES) {
    const page = await browser.open(query, 'workers')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('radio', { name: cards }).click()
    await page.waitForTimeout(SETTLE_MS)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const metrics = async () =>
      new Map(
        (await session.send('Performance.getMetrics')).metrics.map((metric) => [metric.name, metric.value]),
      )
    const before = await metrics()
    const frames = await page.evaluate<number[]>(FRAMES)
    const after = await metrics()
    const grown = (metric: string) => (after.get(metric) ?? 0) - (before.get(metric) ?? 0)
    const perSecond = (metric: string) => ((grown(metric) / grown('Timestamp')) * 1000).toFixed(0)
    const sorted = frames.toSorted((a, b) => a - b)
    const share = (part: number) => (sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(1)
    console.log(
      `${name}: ${(frames.length / SECONDS).toFixed(1)} frames a second; ms between them: median ${share(0.5)}, 95 % ${share(0.95)}, 99 % ${share(0.99)}, most ${share(1)}; ms of work a second: script ${perSecond('ScriptDuration')}, style ${perSecond('RecalcStyleDuration')}, layout ${perSecond('LayoutDuration')}, all ${perSecond('TaskDuration')}`,
    )
    await page.close()
  }
} finally {
  await browser.close()
}
