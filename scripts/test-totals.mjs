// Adds up what the two test runners reported and prints one closing line.
import { existsSync, readFileSync } from 'node:fs'

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
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
