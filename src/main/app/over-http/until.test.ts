import { expect, it } from 'vitest'
import { HttpBench, seedsFrom, TIME_SCALE } from './bench.ts'

/** fleet seconds */
const until = (seconds: number) => ({
  mode: 'until' as const,
  until: { by: 'duration' as const, seconds, at: null },
})
/** At 64x64 an image is 64 times less work than at the benchmark's size. */
const of64 = (ipm: number) => ({ ipm: ipm / 64, timeScale: TIME_SCALE / 6 })
const timeScale = TIME_SCALE / 6

it('"as many as fit" ends in time when a machine dies: the others make its images, and all that came are kept', async () => {
  await using bench = await HttpBench.open({ timeScale })
  // An image in 6 s, 2 s and 1.5 s of fleet time; laptop dies after 8 images.
  await bench.add('argon', of64(10))
  await bench.add('master', of64(30))
  await bench.add('laptop', { ...of64(40), faults: ['die-after=8'] })
  const startedAt = bench.app.wall()
  const job = await bench.submit(1, until(60))
  const deadline = job.request.until.at ?? Number.NaN
  expect(deadline).toBeGreaterThanOrEqual(startedAt + 60_000)
  // 10, 30 and 40 images in the minute, less what requests cost.
  expect(job.requested).toBeGreaterThan(55)
  expect(job.requested).toBeLessThanOrEqual(80)

  const done = await bench.done(job)
  const endedAt = bench.app.wall()
  expect(done).toMatchObject({ state: 'finished', requested: done.stored, failed: 0, problem: null })
  expect(bench.state('laptop')).toBe('unavailable')
  const by = (name: string) => bench.pictures(done).filter(({ workerName }) => workerName === name).length
  expect(by('laptop')).toBeLessThanOrEqual(8)
  // 40 on an idle computer; laptop's share alone was as many.
  expect(by('argon') + by('master')).toBeGreaterThan(10)
  // Seeds go on from the first, those of the dead machine's images included.
  expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, done.stored))
  // A request that was to end in time may be late by what this computer takes for it: 2 s, at ten times the speed of the wall.
  expect(endedAt).toBeLessThan(deadline + 20_000)
  expect(endedAt).toBeGreaterThan(deadline - 12_000)
})

it('a job that was cut short goes on until its time after a restart, and ends with what it has once that has passed', async () => {
  await using bench = await HttpBench.open({ timeScale })
  await bench.add('laptop', of64(40))
  const job = await bench.submit(1, until(600))
  await bench.until('a picture', () => bench.pictures(job).length > 3)
  await bench.app.stop()

  await bench.openApp({ timeScale, resume: true })
  const had = bench.pictures(job).length
  const left = bench.app.dispatcher.job(job.id)
  expect(left).toMatchObject({ state: 'paused', request: { until: job.request.until } })
  expect(bench.notices.at(-1)?.text).toMatch(
    /^It was to make as many images as fit by \d\d:\d\d, and has \d+\./,
  )
  await bench.app.stop()

  // Nobody resumes it, and its time passes: the clock of this app is so much faster.
  await bench.openApp({ timeScale: 6000, resume: true })
  expect(await bench.done(job)).toMatchObject({
    state: 'finished',
    ...{ requested: had, stored: had, problem: null },
  })
})
