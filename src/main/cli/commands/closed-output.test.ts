import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startSimulatedWorker } from '../../simulator/simulated-worker.ts'
import { EXIT } from '../console/exit-codes.ts'

const TIME_SCALE = 60
/** Long enough for any of it on a busy machine. */
const LONGEST_MS = 30_000

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-closed-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Runs `generate` as a process; calls back once when it has told of pictures. Answers how it ended. */
function generateProcess(url: string, onPictures: (child: ChildProcess) => void) {
  const child = spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../main.ts'), 'generate'],
      ...['--prompt', 'a valley', '--images', '200', '--worker', `one=${url}`],
      ...['--time-scale', String(TIME_SCALE), '--config', join(folder, 'config')],
      ...['--out', join(folder, 'out')],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], timeout: LONGEST_MS, killSignal: 'SIGKILL' },
  )
  let [text, told] = ['', false]
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    if (told || !/^ +one +[1-9]\d*\/200$/m.test(text)) return
    told = true
    onPictures(child)
  })
  return new Promise<{ code: number | null; told: boolean }>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve({ code, told }))
  })
}

const pictures = async () =>
  (await readdir(join(folder, 'out'), { recursive: true })).filter((name) => name.endsWith('.png'))

describe('a command whose user has gone', () => {
  test.each<[string, (child: ChildProcess) => void]>([
    ['because what read its output ended', (child) => child.stderr?.destroy()],
    ['with the terminal', (child) => child.kill('SIGHUP')],
    ['at the end of the session', (child) => child.kill('SIGTERM')],
  ])('%s ends well and keeps what arrived', { timeout: LONGEST_MS }, async (_, leave) => {
    await using one = await startSimulatedWorker({ name: 'one', timeScale: TIME_SCALE, ipm: 60 })
    const { code, told } = await generateProcess(one.url, leave)
    expect(told).toBe(true)
    expect(code).toBe(EXIT.interrupted)
    const kept = await pictures()
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.length).toBeLessThan(200)
    expect(one.queueLength).toBe(0)
  })
})
