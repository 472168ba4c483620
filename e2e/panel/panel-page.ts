import { readFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { build } from 'vite'
import { startChromium } from '../runtime/chromium.ts'

const FOLDER = resolve(import.meta.dirname, '../../artifacts/panel-harness')
const ORIGIN = 'http://panel.test'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/** Builds the harness; takes a few seconds. */
export const buildHarness = () =>
  build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' })

export interface HarnessBrowser {
  readonly context: BrowserContext
  /** Opens the panel in a scenario; resolves when it has drawn. */
  open(query: string, route: string): Promise<Page>
  close(): Promise<void>
}

/** A browser that can open the built harness and nothing else: pages are served from disk, the network is not touched. */
export async function openHarnessBrowser(): Promise<HarnessBrowser> {
  const { context, close } = await startChromium({ headless: true })
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url())
    if (url.origin !== ORIGIN) return route.abort()
    const path = join(FOLDER, url.pathname === '/' ? 'index.html' : decodeURIComponent(url.pathname))
    if (!path.startsWith(FOLDER)) return route.abort()
    const body = await readFile(path).catch(() => null)
    if (body === null) return route.fulfill({ status: 404, body: 'not found' })
    return route.fulfill({ body, contentType: TYPES[extname(path)] ?? 'application/octet-stream' })
  })
  return {
    context,
    async open(query, route) {
      const page = await context.newPage()
      await page.goto(`${ORIGIN}/?${query}#${route}`)
      await page.waitForSelector('#panel > *')
      return page
    },
    close,
  }
}
