import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'playwright/test'
import { launchApp } from './runtime/launch.ts'
import type { LaunchedApp } from './runtime/launched-app.ts'

/** How many times faster than its names say the simulated fleet works. */
const TIME_SCALE = 60

/** The app with the simulated fleet, in a folder of its own, for the specs of this group, and ended after them. */
export function demoApp(): Pick<LaunchedApp, 'page'> & { readonly launched: LaunchedApp } {
  let app: LaunchedApp
  let userData: string
  test.beforeAll(async () => {
    userData = await mkdtemp(join(tmpdir(), 'tributary-demo-'))
    const output = `--output-folder=${join(userData, 'pictures')}`
    app = await launchApp({ userData, args: ['--demo', `--demo-time-scale=${TIME_SCALE}`, output] })
  })
  test.afterAll(async () => {
    await app.close()
    await rm(userData, { recursive: true, force: true })
  })
  return {
    get page() {
      return app.page
    },
    get launched() {
      return app
    },
  }
}
