import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright'
import { build } from 'vite'
import { startChromium } from '../runtime/chromium.ts'
import { borrowChromium } from '../runtime/chromium-pool.ts'

const FOLDER = resolve(import.meta.dirname, '../../artifacts/panel-harness')
/** Where pages find axe: the browser keeps what it compiled of a script that has an address. */
export const AXE = '/assets/axe.min.js'
const AXE_FILE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

/**
 * Resolves in the page when it has drawn, and listens to keys, which begins after the first frame. For a selector Playwright would bring a
 * script of its own in first, as large as the panel's.
 */
const DRAWN = `new Promise((drawn) => {
  const settle = (frames) => (frames === 0 ? drawn() : requestAnimationFrame(() => settle(frames - 1)))
  const look = () => (document.querySelector('#panel > *') ? settle(3) : requestAnimationFrame(look))
  look()
})`

/** Builds the harness; takes a few seconds. */
export const buildHarness = () =>
  build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' })

export interface HarnessBrowser {
  readonly context: BrowserContext
  /** Opens the panel in a scenario; resolves when it has drawn. `reused`: in that page, as a new document; otherwise in a page of its own. */
  open(query: string, route: string, reused?: Page): Promise<Page>
  close(): Promise<void>
}

/** A browser for the built harness, which a server of this process hands out: no name is looked up, the network is not touched. */
export async function openHarnessBrowser(): Promise<HarnessBrowser> {
  const { context, close } = await (process.env.TEST_WORKER_INDEX === undefined
    ? startChromium({ headless: true })
    : borrowChromium())
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  let opened = 0
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    context,
    async open(query, route, reused) {
      const page = reused ?? (await context.newPage())
      // Nothing is to be pointed at where the pointer was left.
      if (reused) await page.mouse.move(0, 0)
      // Where only what follows # differs there would be no new document.
      await page.goto(`${origin}/?${query}&opened=${opened++}#${route}`)
      await page.evaluate(DRAWN)
      return page
    },
    async close() {
      await close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
  const path = fileOf(pathname)
  const body = path === null ? null : await readFile(path).catch(() => null)
  if (path === null || body === null) {
    response.writeHead(404).end('not found')
    return
  }
  // The browser keeps what it compiled of a script that it may keep; its name says what is in it.
  response.writeHead(200, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'cache-control': pathname.startsWith('/assets/') ? 'max-age=86400, immutable' : 'no-store',
  })
  response.end(body)
}

/** null: it is not handed out. */
function fileOf(pathname: string): string | null {
  if (pathname === AXE) return AXE_FILE
  const path = join(FOLDER, pathname === '/' ? 'index.html' : decodeURIComponent(pathname))
  return path.startsWith(FOLDER) ? path : null
}
