import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'e2e/runtime/**/*.test.ts'],
    environment: 'node',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    setupFiles: ['./vitest.setup.ts'],
    // A style sheet is read only by a test of what it says.
    css: { include: [/\.css\?raw$/] },
    testTimeout: 20_000,
    // Some tests talk through real sockets on a machine that may be busy; one that fails twice has found something.
    retry: 1,
    // Two cores: more workers than that only fight over them.
    maxWorkers: 2,
  },
})
