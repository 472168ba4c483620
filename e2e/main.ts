/**
 * `npm run e2e -- [arguments of playwright test]`: runs the specs in two passes, first those that may share the machine, then those that
 * measure time, alone. Reports go to artifacts/e2e.json and artifacts/e2e-alone.json.
 */
import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { JSONReport } from 'playwright/types/testReporter'

const ROOT = join(import.meta.dirname, '..')
/** Where Node keeps what it compiled, from one start of an app, of the command line, of a process of Playwright to the next. */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'e2e')
const PASSES = [
  {
    ...{ project: 'together', report: 'e2e' },
    env: {
      ...{ TRIBUTARY_CHROMIUM_OPTIMIZE: 'never', NODE_COMPILE_CACHE: COMPILED },
      // Nobody looks at the pages, unless pictures are taken of them.
      TRIBUTARY_CHROMIUM_DRAW: process.env.E2E_PHOTOGRAPHS === '1' ? 'always' : 'never',
    },
  },
  // What is measured is what people get.
  { project: 'alone', report: 'e2e-alone', env: {} },
] as const
/** where the first spec that needs the panel's harness notes that it is built, for both passes */
const HARNESS = join(ROOT, 'artifacts', 'harness')
/** exit code of a run that was ended by Ctrl+C */
const INTERRUPTED = 130

let ran = 0
await rm(HARNESS, { recursive: true, force: true })
for (const { project, report, env } of PASSES) {
  const file = join(ROOT, 'artifacts', `${report}.json`)
  await rm(file, { force: true })
  const code = await pass(project, report, env)
  if (code !== 0) process.exitCode = code
  if (code === INTERRUPTED) process.exit()
  ran += await testsIn(file)
}
if (ran === 0) {
  console.error('There is no such test.')
  process.exitCode = 1
}

/** Answers the exit code of Playwright. */
function pass(project: string, report: string, env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      ...[join(ROOT, 'node_modules', 'playwright', 'cli.js'), 'test', '-c', join(ROOT, 'e2e')],
      ...[`--project=${project}`, '--pass-with-no-tests', ...process.argv.slice(2)],
    ],
    { stdio: 'inherit', env: { ...process.env, ...env, E2E_REPORT: report, E2E_HARNESS: HARNESS } },
  )
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** How many tests a report tells of; 0 when there is none, because Playwright could not begin. */
async function testsIn(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return 0
  const { stats } = JSON.parse(text) as JSONReport
  return stats.expected + stats.unexpected + stats.flaky + stats.skipped
}
