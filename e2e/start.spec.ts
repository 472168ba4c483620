import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { launchApp } from './runtime/launch.ts'

interface Ended {
  readonly code: number | null
  readonly output: string
}

/** Runs what `npm start` runs, and answers how it ended. `stopAt`: it is told to stop once its log has this line. */
async function start(args: string[], userData: string, stopAt?: RegExp): Promise<Ended> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'runtime', 'start.ts'), ...args], {
    env: { ...process.env, TRIBUTARY_USER_DATA: userData },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (stopAt !== undefined) {
    try {
      // However long it takes to start on a busy machine, as far as the test may.
      await expect.poll(() => logOf(userData), { intervals: [20], timeout: 0 }).toMatch(stopAt)
    } finally {
      child.kill('SIGTERM')
    }
  }
  return { code: await ended, output }
}

/** What the app has logged; '' before it logs. */
const logOf = (userData: string): Promise<string> =>
  readFile(join(userData, 'logs', 'tributary.log'), 'utf8').catch(() => '')

test.describe('npm run demo', () => {
  let userData = ''
  test.beforeEach(async () => {
    userData = await mkdtemp(join(tmpdir(), 'tributary-start-'))
  })
  test.afterEach(() => rm(userData, { recursive: true, force: true }))

  for (const [when, stopAt] of [
    ['once the panel is drawn', / info the panel is drawn$/m],
    ['while the panel is still loading', / info Tributary /],
  ] as const)
    test(`says which runtime it uses, runs, and stops in good order ${when}`, async () => {
      const args = ['--demo', `--output-folder=${join(userData, 'pictures')}`]
      const { code, output } = await start(args, userData, stopAt)
      expect(output).toMatch(/^runtime: (electron|stand-in)/)
      expect(code).toBe(0)
      const log = await logOf(userData)
      expect(log.trimEnd()).toMatch(/info stopped$/)
      expect(log).not.toContain(' error ')
    })

  test('wants a number of seconds to end by itself after', async () => {
    const { code, output } = await start(['--exit-after', 'soon'], userData)
    expect(output).toContain('--exit-after wants a number of seconds.')
    expect(code).toBe(2)
  })

  test('shows its own panel, whatever page the environment names', async () => {
    const app = await launchApp({ env: { ELECTRON_RENDERER_URL: 'http://127.0.0.1:9/evil.html' } })
    try {
      expect((await app.windows()).map(({ url }) => url.split(/[?#]/)[0])).toEqual([
        'tributary://app/index.html',
      ])
    } finally {
      await app.close()
    }
  })

  test('says what is wrong with an argument, and ends with 2', async () => {
    const { code, output } = await start(['--demo-time-scale=fast'], userData)
    expect(output).toContain('--demo-time-scale is "fast", which is not a number from 1 to 10000.')
    expect(code).toBe(2)
  })
})
