import { rmSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright'
import { type Chromium, startChromium } from './chromium.ts'

interface Kept {
  readonly chromium: Chromium
  /** the page it opened with: it stays, because a browser may end with its last page */
  readonly first: Page
  /** whose storage is to be cleared */
  readonly origins: Set<string>
  spoilt: boolean
}

export interface BorrowedChromium extends Chromium {
  /** It is not to be used again: `close` ends it. */
  spoil(): void
}

/** Started by this process, and used by nobody at the moment. */
const idle: Kept[] = []

/**
 * A headless Chromium for one app at a time. `close` gives it back, without pages, permissions, cookies and storage, to the next app of this
 * process: to start one takes as much time as everything else in the start of an app. It ends with the process.
 */
export async function borrowChromium(): Promise<BorrowedChromium> {
  const kept = idle.pop() ?? (await start())
  const spoil = () => {
    kept.spoilt = true
  }
  return { ...kept.chromium, close: () => giveBack(kept), spoil }
}

async function start(): Promise<Kept> {
  const chromium = await startChromium({ headless: true })
  const { context, profile } = chromium
  // Playwright kills it before that.
  if (profile !== null)
    process.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }))
  const first = context.pages()[0] ?? (await context.newPage())
  const kept: Kept = { chromium, first, origins: new Set(), spoilt: false }
  context.on('page', (page) => {
    page.on('framenavigated', (frame) => {
      const url = URL.parse(frame.url())
      if (url !== null && url.origin !== 'null') kept.origins.add(url.origin)
    })
  })
  return kept
}

async function giveBack(kept: Kept): Promise<void> {
  const { chromium, first, origins, spoilt } = kept
  if (spoilt) return chromium.close()
  try {
    await clear(chromium.context, first, origins)
    idle.push(kept)
  } catch (error) {
    process.stderr.write(`[stand-in] a Chromium is not used again: ${String(error)}\n`)
    await chromium.close()
  }
}

async function clear(context: BrowserContext, first: Page, origins: Set<string>): Promise<void> {
  await context.unrouteAll({ behavior: 'ignoreErrors' })
  await Promise.all(context.pages().map((page) => (page === first ? null : page.close())))
  await context.clearPermissions()
  await context.clearCookies()
  const session = await context.newCDPSession(first)
  for (const origin of origins)
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' })
  await session.detach()
  origins.clear()
}
