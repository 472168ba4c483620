import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FailingFiles, failingFiles } from '../../gallery/testing/failing-files.ts'
import { HttpBench, seedsFrom } from './bench.ts'

const IMAGES = 24
/** At 64x64 about three tenths of a real second for a batch of 8: time to make the disk refuse between two of them on a busy machine. */
const IPM = 0.5

/** An app that tries four times a real second whether the disk works again. */
const openOn = (files: FailingFiles) => HttpBench.open({ files, dispatch: { progressEveryMs: 3000 } })

/** Begins a job and lets `fill` make the disk refuse once its first pictures are stored. */
async function fillUp(bench: HttpBench, fill: () => void) {
  const server = await bench.add('one', { ipm: IPM })
  const job = await bench.submit(IMAGES)
  const now = () => bench.app.dispatcher.jobs().find(({ id }) => id === job.id)
  await bench.until('first pictures', () => (now()?.stored ?? 0) > 0)
  fill()
  await bench.until('storing to be paused', () => now()?.state === 'storing-paused')
  return { server, job, now }
}

/** names below the folder of the pictures that are no pictures */
const leftovers = async (bench: HttpBench) =>
  (await readdir(join(bench.folder, 'pictures'), { recursive: true })).filter((name) =>
    /spool|part$/.test(name),
  )

describe('a disk that fills up in the middle of a job', () => {
  it.each([
    ['while pictures come in', ['write'], 'ENOSPC', 'storage-full'],
    ['while pictures get their names', ['place'], 'ENOSPC', 'storage-full'],
    ['and takes no more by the quota', undefined, 'EDQUOT', 'storage-full'],
  ] as const)(
    '%s: the job says so, nothing is lost or made twice, and it goes on when there is room',
    async (_, operations, code, kind) => {
      const files = failingFiles()
      await using bench = await openOn(files)
      const { server, job, now } = await fillUp(bench, () => files.fail(code, operations))
      expect(now()?.problem).toMatchObject({ kind })
      expect(now()?.problem?.remedy).not.toBeNull()
      // Tried again and again, in vain; what was there stays.
      const kept = bench.pictures(job).map(({ id }) => id)
      const tries = () => files.calls[operations?.[0] ?? 'write'] ?? 0
      const before = tries()
      await bench.until('more tries', () => tries() > before + 1)
      expect(now()?.state).toBe('storing-paused')
      expect(bench.pictures(job).map(({ id }) => id)).toEqual(expect.arrayContaining(kept))
      expect(bench.pictures(job).length).toBeLessThan(IMAGES)
      files.heal()
      const done = await bench.done(job)
      expect(done).toMatchObject({ state: 'finished', stored: IMAGES, problem: null })
      expect(bench.pictures(done).map(({ index, seed }) => [index, seed])).toEqual(
        seedsFrom(0, IMAGES).map((index) => [index, 1000 + index]),
      )
      expect(server.images).toBe(IMAGES)
      await bench.app.stop()
      expect(await leftovers(bench)).toEqual([])
    },
  )

  it('lets a job be cancelled; what had arrived is kept when there is room', async () => {
    const files = failingFiles()
    await using bench = await openOn(files)
    const { server, job, now } = await fillUp(bench, () => files.fail('ENOSPC'))
    expect(await bench.app.handlers.cancelJob({ jobId: job.id })).toMatchObject({ state: 'cancelled' })
    const kept = bench.pictures(job).length
    await bench.until('the machine to be free', () => server.queueLength === 0)
    expect(now()?.state).toBe('cancelled')
    files.heal()
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'cancelled', problem: null })
    expect(done.stored).toBeGreaterThanOrEqual(kept)
    expect(done.stored).toBeLessThan(IMAGES)
    const pictures = bench.app.gallery.imagesOfJob(job.id)
    expect(pictures).toHaveLength(done.stored)
    for (const { index, seed } of pictures) expect(seed).toBe(1000 + index)
    await bench.app.stop()
    expect(await leftovers(bench)).toEqual([])
  })

  it('keeps what comes after waiting with the same words, and both go on when there is room', async () => {
    const files = failingFiles()
    await using bench = await openOn(files)
    const { job } = await fillUp(bench, () => files.fail('ENOSPC'))
    const next = await bench.submit(4, { seed: 5000 })
    const stateOfNext = () => bench.app.dispatcher.jobs().find(({ id }) => id === next.id)
    await bench.until('the next one to be told', () => stateOfNext()?.state === 'storing-paused')
    expect(stateOfNext()?.problem).toMatchObject({ kind: 'storage-full' })
    files.heal()
    // A person who made room need not wait for the next try.
    await bench.app.handlers.resumeJob({ jobId: job.id })
    expect(await bench.done(job)).toMatchObject({ state: 'finished', stored: IMAGES })
    const done = await bench.done(next)
    expect(done).toMatchObject({ state: 'finished', stored: 4 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(5000, 4))
  })

  it('does not keep the app from ending, and the job is offered again with what is missing', async () => {
    const files = failingFiles()
    await using bench = await openOn(files)
    const { server, job } = await fillUp(bench, () => files.fail('ENOSPC'))
    const kept = bench.pictures(job).map(({ id }) => id)
    await bench.within(bench.app.stop(), 'the app to end')
    files.heal()
    await bench.openApp({ files, resume: true })
    await bench.join('one', server.url, IPM)
    const offered = bench.app.dispatcher.jobs().find(({ id }) => id === job.id)
    expect(offered).toMatchObject({ state: 'paused', requested: IMAGES })
    await bench.app.handlers.resumeJob({ jobId: job.id })
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: IMAGES })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, IMAGES))
    expect(bench.pictures(done).map(({ id }) => id)).toEqual(expect.arrayContaining(kept))
  })
})

it('a folder that is deleted in the middle of a job costs the pictures in it, and what waited there is made again', async () => {
  const files = failingFiles()
  await using bench = await openOn(files)
  // Pictures wait in the spool, as they cannot be given their names.
  const { job, now } = await fillUp(bench, () => files.fail('ENOSPC', ['place']))
  await rename(join(bench.folder, 'pictures'), join(bench.folder, 'away'))
  await mkdir(join(bench.folder, 'pictures'), { recursive: true })
  const before = now()?.stored ?? 0
  files.heal()
  const done = await bench.done(job)
  expect(done).toMatchObject({ state: 'finished', stored: IMAGES, problem: null })
  const left = (await readdir(join(bench.folder, 'pictures'), { recursive: true })).filter((name) =>
    name.endsWith('.png'),
  )
  expect(left).toHaveLength(IMAGES - before)
})

it('a folder nobody may write to pauses storing in words of its own', async () => {
  const files = failingFiles()
  await using bench = await openOn(files)
  const { job, now } = await fillUp(bench, () => files.fail('EACCES'))
  expect(now()?.problem).toMatchObject({ kind: 'storage-denied' })
  files.heal()
  expect(await bench.done(job)).toMatchObject({ state: 'finished', stored: IMAGES })
})
