import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Page, test } from 'playwright/test'
import { buildHarness, type HarnessBrowser, openHarnessBrowser } from './panel-page.ts'

/** The panel's harness for the specs of a group. */
export interface SpecHarness {
  readonly open: HarnessBrowser['open']
  /** An empty page that specs open one scene after the other in. */
  newPage(): Promise<Page>
}

/**
 * Opens the harness before the specs of this group and closes it after them. It is built once in a run, by whoever needs it first: to build
 * it again would take the files from under the pages of other specs.
 */
export function specHarness(): SpecHarness {
  let browser: HarnessBrowser
  test.beforeAll(async () => {
    await buildHarnessOnce(process.env.E2E_HARNESS ?? join(test.info().project.outputDir, 'harness'))
    browser = await openHarnessBrowser()
  })
  test.afterAll(() => browser.close())
  return {
    open: (...how) => browser.open(...how),
    newPage: () => browser.context.newPage(),
  }
}

/**
 * Builds the harness once in a run of the specs: the first process that needs it builds it, the others wait for that.
 * `begun`: a folder that is there once somebody builds it; the run begins without.
 */
async function buildHarnessOnce(begun: string): Promise<void> {
  const [built, failed] = [join(begun, 'built'), join(begun, 'failed')]
  await mkdir(dirname(begun), { recursive: true })
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
