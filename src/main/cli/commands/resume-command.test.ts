import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startSimulatedWorker } from '../../simulator/simulated-worker.ts'
import { EXIT } from '../console/exit-codes.ts'
import type { GenerateReport } from '../job/generate-report.ts'
import { runCommand } from '../testing/run-generate.ts'

const TIME_SCALE = 60
const IMAGES = 60
/** Long enough for any of it on a busy machine. */
const LONGEST_MS = 30_000

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-resume-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const run = (args: readonly string[]) => runCommand(args, { folder, timeScale: TIME_SCALE })
const serve = () => startSimulatedWorker({ name: 'one', timeScale: TIME_SCALE, ipm: 60 })

/** Runs `generate` as a process until it has told of pictures, then kills it as no program can prevent. */
function killedGenerate(url: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../main.ts'), 'generate'],
      ...['--prompt', 'a valley', '--images', String(IMAGES), '--seed', '1000', '--worker', `one=${url}`],
      ...['--time-scale', String(TIME_SCALE), '--config', join(folder, 'config')],
      ...['--out', join(folder, 'first')],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], timeout: LONGEST_MS, killSignal: 'SIGKILL' },
  )
  let text = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    if (/^ +one +[1-9]\d*\/60$/m.test(text)) child.kill('SIGKILL')
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, signal) =>
      signal === 'SIGKILL' && / [1-9]\d*\/60$/m.test(text) ? resolve() : reject(new Error(text)),
    )
  })
}

describe('resume', () => {
  test('makes just what a killed job misses, with the same seeds, beside its first pictures', {
    timeout: 2 * LONGEST_MS,
  }, async () => {
    await using one = await serve()
    await killedGenerate(one.url)
    const before = one.images

    const listed = await run(['resume'])
    const { jobs } = listed.result as { jobs: { missing: number }[] }
    expect(jobs).toMatchObject([
      { job: 1, prompt: 'a valley', requested: IMAGES, seed: 1000, folder: join(folder, 'first') },
    ])
    const missing = jobs[0]?.missing ?? 0
    expect(missing).toBeGreaterThan(0)
    expect(missing).toBeLessThan(IMAGES)
    expect(listed.said).toMatch(new RegExp(`Job 1 +${missing} of 60 missing .*a valley`))

    const other = await run([
      ...['generate', '--prompt', 'a hill', '--images', '1', '--size', '64x64', '--worker', `one=${one.url}`],
      ...['--out', join(folder, 'other')],
    ])
    expect(other.said).toContain(
      `Job 1 was left unfinished, ${missing} of 60 images are missing: "resume 1" makes them.`,
    )

    const madeBefore = one.images
    expect(madeBefore).toBeGreaterThanOrEqual(before)
    const resumed = await run(['resume', '1', '--worker', `one=${one.url}`])
    expect(resumed.code, resumed.said).toBe(EXIT.done)
    const report = resumed.result as GenerateReport
    expect(report).toMatchObject({
      requested: IMAGES,
      stored: IMAGES,
      failed: 0,
      seed: 1000,
      state: 'finished',
    })
    expect(report.images.map(({ index, seed }) => [index, seed])).toEqual(
      Array.from({ length: IMAGES }, (_, index) => [index, 1000 + index]),
    )
    // What the kill left running there may have been made as well.
    expect(one.images - madeBefore).toBeGreaterThanOrEqual(missing)
    expect(one.images - madeBefore).toBeLessThan(missing + 16)
    expect(new Set(report.images.map(({ file }) => dirname(dirname(file))))).toEqual(
      new Set([join(folder, 'first')]),
    )
    for (const { file, seed } of report.images)
      expect(await readFile(file, 'latin1')).toContain(`Seed: ${seed}`)

    const after = await run(['resume'])
    expect(after.result).toEqual({ jobs: [] })
    await expect(run(['resume', '1', '--worker', `one=${one.url}`])).rejects.toThrow(
      'Nothing of job 1 is missing.',
    )
  })

  test('says when there is no such job', async () => {
    await using one = await serve()
    await expect(run(['resume', '7', '--worker', `one=${one.url}`])).rejects.toMatchObject({
      kind: 'bad-request',
      message: 'There is no job 7.',
    })
  })
})
