import { defineConfig } from 'playwright/test'

/** A test with this tag measures time: it runs alone, in a pass of its own (main.ts). */
const ALONE = /@alone/
/** Each pass has a report and a folder of its own. */
const REPORT = process.env.E2E_REPORT ?? 'e2e'

/**
 * The specs start the built app themselves (`launchApp`). Nothing is shared between the processes that run them but the machine: each app has
 * its own folders and ports. The tests of a file run in one process, one after the other, unless the file says that it is parallel.
 */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: `../artifacts/${REPORT}`,
  // One more than the cores that a machine may have: what specs wait for takes about a third of their time. Those that measure run alone.
  workers: 3,
  fullyParallel: false,
  // A test that fails once has found something, in the code or in itself.
  retries: 0,
  forbidOnly: true,
  // Against what hangs, not measures: on a busy machine each takes ten times as long. What must be quick says so itself, and runs alone.
  timeout: 180_000,
  globalTimeout: 40 * 60_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['json', { outputFile: `../artifacts/${REPORT}.json` }]],
  projects: [
    { name: 'together', grepInvert: ALONE },
    { name: 'alone', grep: ALONE, workers: 1 },
  ],
})
