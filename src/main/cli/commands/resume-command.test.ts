import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { DEFAULT_REQUEST } from '../../../shared/generation.ts'
import { IMAGE_TO_IMAGE_DEFAULTS } from '../../../shared/request-defaults.ts'
import { createApp } from '../../app/app.ts'
import { openConfStores } from '../../settings/conf-files.ts'
import { EXIT } from '../console/exit-codes.ts'
import type { GenerateReport } from '../job/generate-report.ts'
import { commandLine, LONGEST_MS } from '../testing/command-line.ts'

const IMAGES = 60
const cli = commandLine()

/** An app that ends with two jobs nobody has begun with, the first of them made from a picture. Answers the picture's file. */
async function leaveTwoJobs(): Promise<string> {
  const userData = join(cli.folder, 'config')
  const app = await createApp({
    ...openConfStores(userData),
    ...{ userData, pictures: cli.folder, outputFolder: join(cli.folder, 'out') },
    ...{ timeScale: 60, appVersion: 'test', runtime: 'test' },
    log: { info: () => undefined, error: (what, error) => console.error(what, error) },
  })
  await app.start({ resume: false })
  const red = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#a00' } })
    .png()
    .toBuffer()
  const { picture } = await app.inputs.addBytes(red, 'red.png', 'picture')
  const request = { ...DEFAULT_REQUEST, prompt: 'a boat' }
  await app.handlers.pauseQueue({})
  await app.handlers.submitJob({
    request: { ...request, inputs: [picture], imageToImage: IMAGE_TO_IMAGE_DEFAULTS },
  })
  await app.handlers.submitJob({ request })
  const stored = await app.inputs.find(picture.id)
  await app.stop()
  if (stored === null) throw new Error('it is not stored')
  return stored.path
}

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

  test('lists a job whose picture is gone with that and what to do, and no other so', async () => {
    const gone = await leaveTwoJobs()
    const whole = await cli.run(['resume'])
    expect(whole.said).not.toContain('not stored here')
    rmSync(gone)
    const listed = await cli.run(['resume'])
    const why =
      'A picture that job 1 is made from is not stored here any more: red.png. Give “plan” the same file as the job was given it (--init, --mask, --controlnet): that stores it again. Then resume the job.'
    expect(listed.said.split('\n').map((each) => each.trim())).toEqual([
      expect.stringMatching(/^Job 1 /),
      why,
      expect.stringMatching(/^Job 2 /),
      'Run "resume JOB" to make the missing images with the same seeds.',
    ])
    const { jobs } = listed.result as { jobs: object[] }
    expect(jobs).toMatchObject([{ job: 1, reason: why }, { job: 2 }])
    expect(jobs[1]).not.toHaveProperty('reason')
  })

  test('says when there is no such job', async () => {
    await using one = await cli.serve('one', { ipm: 60 })
    await expect(cli.run(['resume', '7', '--worker', `one=${one.url}`])).rejects.toMatchObject({
      kind: 'bad-request',
      message: 'There is no job 7.',
    })
  })
})
