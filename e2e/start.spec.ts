import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { launchApp } from './runtime/launch.ts'

/** Runs what `npm start` runs, and answers how it ended. */
async function start(args: string[], userData: string): Promise<{ code: number | null; output: string }> {
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
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, output }
}

test.describe('npm run demo', () => {
  let userData = ''
  test.beforeEach(async () => {
    userData = await mkdtemp(join(tmpdir(), 'tributary-start-'))
  })
  test.afterEach(() => rm(userData, { recursive: true, force: true }))

  test('says which runtime it uses, runs, and stops in good order', async () => {
    const args = ['--demo', `--output-folder=${join(userData, 'pictures')}`, '--exit-after', '6']
    const { code, output } = await start(args, userData)
    expect(output).toMatch(/^runtime: (electron|stand-in)/)
    expect(code).toBe(0)
    const log = await readFile(join(userData, 'logs', 'tributary.log'), 'utf8')
    expect(log.trimEnd()).toMatch(/info stopped$/)
    expect(log).not.toContain(' error ')
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
