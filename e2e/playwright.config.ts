import { defineConfig } from 'playwright/test'

/** The specs start the built app themselves (`launchApp`), one at a time: the machine is shared with it. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../artifacts/e2e',
  workers: 1,
  fullyParallel: false,
  // The specs run a browser, an app and several servers on a machine that may have two cores; the report names what needed it.
  retries: 1,
  forbidOnly: true,
  timeout: 120_000,
  globalTimeout: 30 * 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '../artifacts/e2e.json' }]],
})
