import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'e2e/runtime/**/*.test.ts'],
    environment: 'node',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    testTimeout: 20_000,
    // Two cores: more workers than that only fight over them.
    maxWorkers: 2,
  },
})
