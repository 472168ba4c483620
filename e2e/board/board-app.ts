import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { openConfStores } from '../../src/main/settings/conf-files.ts'
import type { CallName, CallRequest, CallResponse, CallResult } from '../../src/shared/contract.ts'
import { DEFAULT_SETTINGS, type SettingsPatch } from '../../src/shared/settings.ts'
import type { WorkerInput, WorkerView } from '../../src/shared/worker.ts'
import { launchApp } from '../runtime/launch.ts'
import type { LaunchedApp } from '../runtime/launched-app.ts'

export interface BoardOptions {
  /** how many times faster than the wall the fleet's clock runs; the simulated machines get the same */
  readonly timeScale?: number
  readonly env?: Readonly<Record<string, string>>
  /** what was set before the app is started for the first time */
  readonly settings?: SettingsPatch
}

/** The app with its worker board in sight, and a userData folder that outlives restarts. */
export interface BoardApp {
  /** of the running app; another one after a restart */
  readonly page: Page
  readonly app: LaunchedApp
  readonly userData: string
  /** Quits, starts again with the same userData, and goes to the board. */
  restart(): Promise<void>
  /** Ends the app and removes what it left. */
  end(): Promise<void>
}

/** One run and no warm-up: a machine is measured in a moment. */
export const SHORT_BENCHMARK: SettingsPatch = {
  benchmark: { ...DEFAULT_SETTINGS.benchmark, warmUpRuns: 0, measuredRuns: 1 },
}

/** Starts the app past its welcome, on the board. */
export async function launchBoard(options: BoardOptions = {}): Promise<BoardApp> {
  const userData = await mkdtemp(join(tmpdir(), 'tributary-board-'))
  openConfStores(userData).settings.update({
    welcomed: true,
    measureNew: false,
    spareCopies: false,
    ...options.settings,
  })
  const start = async () => {
    const args = [
      `--demo-time-scale=${options.timeScale ?? 1}`,
      `--output-folder=${join(userData, 'pictures')}`,
    ]
    const app = await launchApp({ userData, args, ...(options.env ? { env: options.env } : {}) })
    await showBoard(app.page)
    return app
  }
  let app = await start()
  return {
    get page() {
      return app.page
    },
    get app() {
      return app
    },
    userData,
    async restart() {
      await app.close()
      app = await start()
    },
    async end() {
      await app.close()
      await rm(userData, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Goes to the board by the rail. */
async function showBoard(page: Page): Promise<void> {
  const navigation = page.getByRole('navigation')
  await navigation
    .getByRole('button', { name: 'Workers', exact: true })
    .or(navigation.getByRole('link', { name: 'Workers', exact: true }))
    .click()
  await page.getByRole('button', { name: 'Add machine' }).first().waitFor()
}

/** Asks the main process as the panel does, to bring about what a spec is not about. Rejects with the problem's message. */
export async function ask<Name extends CallName>(
  page: Page,
  name: Name,
  request: CallRequest<Name>,
): Promise<CallResponse<Name>> {
  const result = await page.evaluate<CallResult<Name>>(
    `window.tributary[${JSON.stringify(name)}](${JSON.stringify(request)})`,
  )
  if (!result.ok) throw new Error(`${name}: ${result.problem.message}`)
  return result.value
}

/** Adds machines in the order given. */
export async function addWorkers(page: Page, inputs: readonly WorkerInput[]): Promise<WorkerView[]> {
  const added: WorkerView[] = []
  for (const input of inputs) added.push(await ask(page, 'addWorker', { input }))
  return added
}

/** The worker of that name as the main process sees it. Rejects when there is none. */
export async function workerNamed(page: Page, name: string): Promise<WorkerView> {
  const { workers } = await ask(page, 'snapshot', {})
  const found = workers.find(({ config }) => config.name === name)
  if (!found) throw new Error(`There is no worker ${name}.`)
  return found
}
