import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type BrowserContext, chromium } from 'playwright'

const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  // Everything comes from this machine, by its number or by an address that is answered here.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/** The last list of them counts: without what Playwright leaves out, a page would keep showing the one before it for a while. */
const LEFT_OUT = [
  ...['Translate', 'MediaRouter', 'PaintHolding', 'OptimizationHints', 'LensOverlay', 'HttpsUpgrades'],
  'HttpsFirstBalancedModeAutoEnable',
  // Large answers of the app come from a port of this computer (large-bodies.ts).
  'LocalNetworkAccessChecks',
]
/**
 * Only for pages that nobody sees: they show documents of ours and share one process. One that is started for each page, and a spare one behind it, would cost
 * three times as much as the panel's own start.
 */
const ONE_PROCESS_FLAGS = [
  '--process-per-site',
  '--renderer-process-limit=1',
  '--disable-site-isolation-trials',
]
const NO_SPARE_PROCESS = ['SpareRendererForSitePerProcess', 'MultipleSpareRPHs']
/**
 * Scripts are compiled once and never optimized: most of what specs open is a new document that lives for a few seconds, and of its processor time
 * half went into code that was thrown away with it.
 */
const NEVER_OPTIMIZE_FLAGS = ['--js-flags=--no-turbofan --no-maglev']
/** Pages are laid out, and frames come as ever, but nothing is filled in: there is no memory for pictures of what a page shows. */
const NEVER_DRAW_FLAGS = ['--force-gpu-mem-available-mb=0']
/** Chromium without windows: Debian's package of it takes half the processor time of a Chromium that only hides its windows. */
const WINDOWLESS = '/usr/bin/chromium-headless-shell'

export interface Chromium {
  readonly context: BrowserContext
  readonly version: string
  /** where another process can attach to the same browser over CDP */
  readonly endpoint: string
  /** The profile's folder, removed by `close`; that of a browser that was joined is its owner's. */
  readonly profile: string | null
  close(): Promise<void>
}

/**
 * The browser to use: TRIBUTARY_CHROMIUM, for `headless` one that has no windows, a system Chromium or Chrome, Playwright's own. Throws when there
 * is none.
 */
export function findChromium(
  { headless }: { headless: boolean },
  env: NodeJS.ProcessEnv = process.env,
  exists: (path: string) => boolean = existsSync,
): string {
  const named = env.TRIBUTARY_CHROMIUM
  if (named) {
    if (exists(named)) return named
    throw new Error(`TRIBUTARY_CHROMIUM names ${named}, which does not exist.`)
  }
  const found = [
    ...(headless ? [WINDOWLESS] : []),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    chromium.executablePath(),
  ].find((path) => exists(path))
  if (found) return found
  throw new Error('No Chromium found: install Chromium or Chrome, or set TRIBUTARY_CHROMIUM to its path.')
}

/**
 * What Chromium is started with. Of `env` count the two switches that the pass of the specs that measures nothing sets: TRIBUTARY_CHROMIUM_OPTIMIZE and
 * TRIBUTARY_CHROMIUM_DRAW, each `never`. What a person is to see is drawn and optimized whatever they say.
 */
export function chromiumArgs(
  { headless }: { headless: boolean },
  env: NodeJS.ProcessEnv = process.env,
): readonly string[] {
  return [
    ...[...QUIET_FLAGS, ...(headless ? ONE_PROCESS_FLAGS : [])],
    `--disable-features=${[...LEFT_OUT, ...(headless ? NO_SPARE_PROCESS : [])].join(',')}`,
    ...['--remote-debugging-port=0', '--window-size=1440,900'],
    ...(headless && env.TRIBUTARY_CHROMIUM_OPTIMIZE === 'never' ? NEVER_OPTIMIZE_FLAGS : []),
    ...(headless && env.TRIBUTARY_CHROMIUM_DRAW === 'never' ? NEVER_DRAW_FLAGS : []),
  ]
}

/** Starts a browser with a profile of its own. Headless unless a person is to see it. */
export async function startChromium(options: { headless: boolean }): Promise<Chromium> {
  const profile = await mkdtemp(join(tmpdir(), 'tributary-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(options),
    headless: options.headless,
    viewport: null,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [...chromiumArgs(options)],
  })
  const close = async () => {
    await context.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const endpoint = `http://127.0.0.1:${await debuggingPort(profile)}`
    return { context, version: context.browser()?.version() ?? 'unknown', endpoint, profile, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Uses a browser that another process started, for as long as it lends it; `close` leaves it running. */
export async function joinChromium(endpoint: string): Promise<Chromium> {
  const browser = await chromium.connectOverCDP(endpoint)
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('The Chromium that was lent has no context.')
  return { context, version: browser.version(), endpoint, profile: null, close: () => browser.close() }
}

async function debuggingPort(profile: string): Promise<number> {
  const file = join(profile, 'DevToolsActivePort')
  for (let attempt = 0; attempt < 100; attempt++) {
    if (existsSync(file)) {
      const port = Number((await readFile(file, 'utf8')).split('\n')[0])
      if (port > 0) return port
    }
    await delay(50)
  }
  throw new Error('Chromium did not say on which port it can be debugged.')
}
