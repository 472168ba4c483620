import type { Page } from 'playwright/test'

/** How evenly a page was drawn for a while; ms. */
export interface Frames {
  readonly seconds: number
  readonly perSecond: number
  readonly median: number
  readonly p95: number
  readonly p99: number
  readonly longest: number
  /** work of the page's main thread per second */
  readonly work: {
    readonly script: number
    readonly style: number
    readonly layout: number
    readonly all: number
  }
}

/** Watches the frames of the next while by requestAnimationFrame, and the work between them by the browser's own counters. */
export async function watchFrames(page: Page, seconds: number): Promise<Frames> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const counters = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return new Map(metrics.map(({ name, value }) => [name, value]))
  }
  const before = await counters()
  const frames = await page.evaluate<number[]>(`new Promise((resolve) => {
    const frames = []
    let last = performance.now()
    const end = last + ${seconds * 1000}
    const frame = (now) => {
      frames.push(now - last)
      last = now
      if (now < end) requestAnimationFrame(frame)
      else resolve(frames)
    }
    requestAnimationFrame(frame)
  })`)
  const after = await counters()
  await session.detach()
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0)
  const perSecond = (name: string) => Math.round((grown(name) / grown('Timestamp')) * 1000)
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1))
  return {
    seconds,
    perSecond: Number((frames.length / seconds).toFixed(1)),
    median: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    longest: at(1),
    work: {
      script: perSecond('ScriptDuration'),
      style: perSecond('RecalcStyleDuration'),
      layout: perSecond('LayoutDuration'),
      all: perSecond('TaskDuration'),
    },
  }
}
