import { defineConfig, mergeConfig } from 'vitest/config'
import whole from '../vitest.config.ts'

/** The tests that mutants are shown to: those of the folders and files that mutation.ts names. */
const include = (process.env.MUTATION_TESTS ?? '')
  .split(',')
  .map((each) => (each.endsWith('.ts') ? each : `${each}/**/*.test.ts`))

export default mergeConfig(
  { ...whole, test: { ...whole.test, include: [] } },
  defineConfig({ test: { include, maxWorkers: 1, isolate: false } }),
)
