// Prints where the time went, then adds up what the two test runners reported in one closing line.
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

const totals = { passed: 0, failed: 0, skipped: 0 }
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)

const unit = read('artifacts/unit.json')
if (unit) {
  totals.passed += unit.numPassedTests
  totals.failed += unit.numFailedTests
  totals.skipped += unit.numPendingTests
}
const e2e = read('artifacts/e2e.json')
const alone = read('artifacts/e2e-alone.json')
for (const report of [e2e, alone]) {
  if (!report) continue
  totals.passed += report.stats.expected + report.stats.flaky
  totals.failed += report.stats.unexpected
  totals.skipped += report.stats.skipped
}
for (const [name, report] of [
  ['unit', unit],
  ['e2e', e2e],
  ['e2e, what measures time', alone],
]) {
  if (!report) console.log(`${name}: did not run`)
}
/** Seconds for all steps together: CI is to answer before somebody begins something else. */
const BUDGET_SECONDS = 15 * 60
const SLOWEST = 10

const steps = existsSync('artifacts/steps.txt')
  ? readFileSync('artifacts/steps.txt', 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([name, seconds]) => ({ name, seconds: Number(seconds) }))
  : []
if (steps.length > 0) {
  const sum = steps.reduce((before, { seconds }) => before + seconds, 0)
  console.log(`\nIt took ${sum} s: ${steps.map(({ name, seconds }) => `${name} ${seconds} s`).join(', ')}`)
  if (sum > BUDGET_SECONDS)
    console.log(
      `### TOO LONG: ${sum} s are more than the ${BUDGET_SECONDS} s that CI may take. See "How long the tests take" in docs/contributing.md.`,
    )
}
slowest(
  'unit',
  (unit?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, duration }) => ({ file: relative('.', name), title, ms: duration ?? 0 })),
  ),
)
slowest(
  'e2e',
  [e2e, alone].flatMap((report) =>
    report ? report.suites.flatMap((suite) => specsOf(suite, suite.title)) : [],
  ),
)
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)

/** The tests that took longest, and the files whose tests took longest together. */
function slowest(runner, tests) {
  if (tests.length === 0) return
  const files = new Map()
  for (const { file, ms } of tests) files.set(file, (files.get(file) ?? 0) + ms)
  const lines = (all) =>
    all
      .sort((a, b) => b.ms - a.ms)
      .slice(0, SLOWEST)
      .map(
        ({ ms, file, title }) =>
          `  ${(ms / 1000).toFixed(1).padStart(6)} s  ${file}${title ? `: ${title}` : ''}`,
      )
      .join('\n')
  console.log(`\n${runner}: the slowest files\n${lines([...files].map(([file, ms]) => ({ file, ms })))}`)
  console.log(`${runner}: the slowest tests\n${lines(tests)}\n`)
}

/** `file`: of the specs file, also where the test stands in a file that it shares. */
function specsOf(suite, file) {
  return [
    ...(suite.specs ?? []).map(({ title, tests }) => ({
      file,
      title,
      ms: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
    })),
    ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, file)),
  ]
}
