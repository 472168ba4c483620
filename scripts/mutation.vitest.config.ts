import { defineConfig, mergeConfig } from 'vitest/config'
import whole from '../vitest.config.ts'

/** The tests that mutants are shown to: those of one folder (mutation.ts). */
export default mergeConfig(
  { ...whole, test: { ...whole.test, include: [] } },
  defineConfig({ test: { include: [`${process.env.MUTATION_TESTS}/**/*.test.ts`], maxWorkers: 1 } }),
)
