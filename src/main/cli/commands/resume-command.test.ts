import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EXIT } from '../console/exit-codes.ts'
import type { GenerateReport } from '../job/generate-report.ts'
import { commandLine, LONGEST_MS } from '../testing/command-line.ts'

const IMAGES = 60
const cli = commandLine()

describe('resume', () => {
  test('makes just what a killed job misses, with the same seeds, beside its first pictures', {
    timeout: 2 * LONGEST_MS,
  }, async () => {
    await using one = await cli.serve('one', { ipm: 60 })
    const killed = await cli.generateProcess(
      one,
      { images: IMAGES, args: ['--seed', '1000'], out: 'first' },
      (child) => void child.kill('SIGKILL'),
    )
    expect(killed, killed.said).toMatchObject({ told: true, signal: 'SIGKILL' })
    const before = one.images

    const listed = await cli.run(['resume'])
    const { jobs } = listed.result as { jobs: { missing: number }[] }
    expect(jobs).toMatchObject([
      { job: 1, prompt: 'a valley', requested: IMAGES, seed: 1000, folder: join(cli.folder, 'first') },
    ])
    const missing = jobs[0]?.missing ?? 0
    expect(missing).toBeGreaterThan(0)
    expect(missing).toBeLessThan(IMAGES)
    expect(listed.said).toMatch(new RegExp(`Job 1 +${missing} of 60 missing .*a valley`))

    const other = await cli.run([
      ...['generate', '--prompt', 'a hill', '--images', '1', '--size', '64x64', '--worker', `one=${one.url}`],
      ...['--out', join(cli.folder, 'other')],
    ])
    expect(other.said).toContain(
      `Job 1 was left unfinished, ${missing} of 60 images are missing: "resume 1" makes them.`,
    )

    const madeBefore = one.images
    expect(madeBefore).toBeGreaterThanOrEqual(before)
    const resumed = await cli.run(['resume', '1', '--worker', `one=${one.url}`])
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
      new Set([join(cli.folder, 'first')]),
    )
    for (const { file, seed } of report.images)
      expect(await readFile(file, 'latin1')).toContain(`Seed: ${seed}`)

    const after = await cli.run(['resume'])
    expect(after.result).toEqual({ jobs: [] })
    await expect(cli.run(['resume', '1', '--worker', `one=${one.url}`])).rejects.toThrow(
      'Job 1 is complete: no image is missing.',
    )
  })

  test('says when there is no such job', async () => {
    await using one = await cli.serve('one', { ipm: 60 })
    await expect(cli.run(['resume', '7', '--worker', `one=${one.url}`])).rejects.toMatchObject({
      kind: 'bad-request',
      message: 'There is no job 7.',
    })
  })
})
