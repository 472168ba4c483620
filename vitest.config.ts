import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'e2e/runtime/**/*.test.ts'],
    environment: 'node',
    // A process, and the packages it has loaded, serve many files. What keeps the files apart is in the setup.
    isolate: false,
    // Three processes keep two cores busy: threads that collect garbage beside each of them would only wait (docs/decisions/0078).
    execArgv: ['--disable-warning=ExperimentalWarning', '--single-threaded-gc', '--max-semi-space-size=64'],
    setupFiles: ['./vitest.setup.ts'],
    // A style sheet is read only by a test of what it says.
    css: { include: [/\.css\?raw$/] },
    // Against tests that hang, not a measure: on a busy machine each takes ten times as long. What must be quick says so itself.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // A test that fails once has found something, in the code or in itself.
    retry: 0,
    // More than the two cores that a machine may have: the tests over HTTP wait about as long as they compute.
    maxWorkers: 3,
  },
})
