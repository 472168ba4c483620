import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright'
import { build } from 'vite'
import { startChromium } from '../runtime/chromium.ts'
import { borrowChromium } from '../runtime/chromium-pool.ts'

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

/**
 * Builds the harness once in a run of the specs: the first process that needs it builds it, the others wait for that.
 * `outputFolder`: the run's, empty when it begins.
 */
export async function buildHarnessOnce(outputFolder: string): Promise<void> {
  const begun = join(outputFolder, 'harness')
  const [built, failed] = [join(begun, 'built'), join(begun, 'failed')]
  await mkdir(outputFolder, { recursive: true })
  if (await makeFolder(begun)) {
    try {
      await buildHarness()
    } catch (error) {
      await writeFile(failed, String(error))
      throw error
    }
    await writeFile(built, '')
    return
  }
  // The hook that waits here has a time limit of its own.
  while (!existsSync(built)) {
    if (existsSync(failed)) throw new Error(await readFile(failed, 'utf8'))
    await delay(100)
  }
}

/** false: it was there. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

export interface HarnessBrowser {
  readonly context: BrowserContext
  /** Opens the panel in a scenario; resolves when it has drawn. */
  open(query: string, route: string): Promise<Page>
  close(): Promise<void>
}

/** A browser that can open the built harness and nothing else: pages are served from disk, the network is not touched. */
export async function openHarnessBrowser(): Promise<HarnessBrowser> {
  const { context, close } = await (process.env.TEST_WORKER_INDEX === undefined
    ? startChromium({ headless: true })
    : borrowChromium())
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
