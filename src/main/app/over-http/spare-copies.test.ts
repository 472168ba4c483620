import { expect, it } from 'vitest'
import { HttpBench } from './bench.ts'

/** At two images a minute and sixty times the clock's speed one takes half a second. */
const LARGE = { width: 512, height: 512 }
const OPEN = { dispatch: { spareCopies: true } }

it('an idle machine makes a spare copy, which is stopped on its server when the image is there, and leaves nothing behind', async () => {
  await using bench = await HttpBench.open(OPEN)
  const quick = await bench.add('quick', { ipm: 2 })
  const slow = await bench.add('slow', { ipm: 0.5 })
  const made = (server: typeof slow) => server.calls().filter(({ path }) => path.endsWith('/txt2img'))
  const done = await bench.done(await bench.submit(1, LARGE))

  expect(done.state).toBe('finished')
  expect(bench.pictures(done)).toHaveLength(1)
  expect([made(quick).length, made(slow).length]).toEqual([1, 1])
  await bench.until('the spare copy to have ended', () => made(slow).every(({ status }) => status !== null))
  expect(slow.calls().some(({ path }) => path.endsWith('/interrupt'))).toBe(true)
  expect(slow.queueLength).toBe(0)
  // What it did beside is no work of the job, and its machine is as good as before.
  expect(done.tallies.find(({ name }) => name === 'slow')).toMatchObject({
    images: 0,
    busySeconds: 0,
    failures: 0,
  })
  const next = await bench.done(await bench.submit(2, LARGE))
  expect(next.tallies.map(({ failures }) => failures).every((failures) => failures === 0)).toBe(true)
  expect(bench.pictures(next)).toHaveLength(2)
})

it('the spare copy is what arrives when the machine whose image it is dies', async () => {
  await using bench = await HttpBench.open(OPEN)
  const quick = await bench.add('quick', { ipm: 2 })
  const slow = await bench.add('slow', { ipm: 1 })
  const job = await bench.submit(1, LARGE)
  const asked = (server: typeof slow) => server.calls().filter(({ path }) => path.endsWith('/txt2img')).length
  await bench.until('both to be at it', () => asked(quick) === 1 && asked(slow) === 1)
  await quick.stop()
  const done = await bench.done(job)

  expect(done.state).toBe('finished')
  expect(bench.pictures(done)).toHaveLength(1)
  expect(asked(slow)).toBe(1)
  expect(done.tallies.find(({ name }) => name === 'slow')?.images).toBe(1)
})
