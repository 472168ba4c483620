import { expect, it } from 'vitest'
import { HttpBench, seedsFrom } from './bench.ts'

const AUTH = { user: 'ann', password: 'right: #1' }
const IMAGES = 24

it('a machine that refuses the password is not tried over and over, and joins the job once it is given', async () => {
  await using bench = await HttpBench.open()
  // Slow enough for work to be left when the other has signed in, on a busy computer too.
  await bench.add('open', { ipm: 0.2 })
  const locked = await bench.serve('locked', { ipm: 20, auth: AUTH })
  await bench.join('locked', locked.url, 20, { user: AUTH.user, password: 'wrong', clearTextPassword: true })
  expect(bench.state('locked')).toBe('needs-sign-in')
  const asked = locked.calls().length
  const job = await bench.submit(IMAGES)
  await bench.until('a first picture', () => bench.pictures(job).length > 0)
  expect(locked.images).toBe(0)
  expect(locked.calls().length - asked).toBeLessThanOrEqual(1)

  await bench.app.handlers.updateWorker({
    workerId: bench.id('locked'),
    input: { url: locked.url, password: AUTH.password, clearTextPassword: true },
  })
  const done = await bench.done(job)
  expect(done).toMatchObject({ state: 'finished', stored: IMAGES })
  expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, IMAGES))
  expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toContain('locked')
  expect(JSON.stringify(await bench.app.handlers.snapshot({}))).not.toContain(AUTH.password)
})

it('a machine that asks for a password in the middle of a job leaves it, is asked no more, and loses nothing', async () => {
  await using bench = await HttpBench.open()
  await bench.add('open', { ipm: 2 })
  const server = await bench.add('locks', { ipm: 20, faults: ['401@8i'] })
  const job = await bench.submit(60)
  await bench.until('it to be marked', () => bench.state('locks') === 'needs-sign-in')
  // A second request was on its way as the first one was refused.
  await bench.until(
    'nothing to be under way there',
    () => bench.app.dispatcher.workingOn(bench.id('locks')) === null,
  )
  const sent = () => server.calls().filter(({ path }) => path.endsWith('/txt2img')).length
  const before = sent()
  const done = await bench.done(job)
  expect(done).toMatchObject({ state: 'finished', stored: 60 })
  expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 60))
  expect(sent()).toBe(before)
})
