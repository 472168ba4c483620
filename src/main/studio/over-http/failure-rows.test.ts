import { describe, expect, it } from 'vitest'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { HttpBench, seedsFrom } from './bench.ts'

/** Images enough for the machine with the fault to get some of them. */
const IMAGES = 12

interface Row {
  readonly what: string
  readonly options: SimulatedWorkerOptions
  /** state of the faulty machine once the job is done */
  readonly state?: string | RegExp
  /** words of a notice about it; null: none is needed */
  readonly words: RegExp | null
}

/** One line for each row of the failure table (docs/scheduling.md) that one faulty machine beside a good one can show. */
const ROWS: readonly Row[] = [
  { what: 'refuses connections', options: { faults: ['refuse@1i'] }, state: 'unavailable', words: null },
  {
    what: 'dies in the middle of its work',
    options: { faults: ['die-after=1'] },
    state: 'unavailable',
    words: /came back/,
  },
  { what: 'answers 502', options: { faults: ['502'] }, state: /unavailable|paused/, words: /came back/ },
  {
    what: 'resets the connection in the middle of an answer',
    options: { faults: ['reset=1'] },
    words: /came back/,
  },
  { what: 'cuts its answer after whole images', options: { faults: ['cut-after=1'] }, words: /came back/ },
  {
    what: 'ends its answer in the middle of the JSON',
    options: { faults: ['truncated=1'] },
    words: /came back/,
  },
  { what: 'answers with something else than JSON', options: { faults: ['invalid=1'] }, words: /came back/ },
  { what: 'answers with fewer images', options: { faults: ['fewer=1'] }, words: /came back/ },
  {
    what: 'asks for a password all of a sudden',
    options: { faults: ['401'] },
    state: 'needs-sign-in',
    words: /came back/,
  },
  {
    what: 'does not know the sampler, as older servers say it',
    options: { faults: ['404-for-sampler'] },
    words: /Sampler not found/,
  },
  {
    what: 'uses another sampler and says so',
    options: { faults: ['other-sampler=Heun'] },
    words: /sampler Heun/,
  },
  {
    what: 'uses another checkpoint and says so',
    options: { faults: ['other-checkpoint=other'] },
    words: /checkpoint/,
  },
  { what: 'refuses the request', options: { faults: ['422'] }, words: /came back/ },
  { what: 'fails with 500', options: { faults: ['500'] }, words: /came back/ },
  { what: 'runs out of memory', options: { faults: ['oom=2'] }, words: /smaller batches|left out/ },
  { what: 'puts a grid before its images', options: { faults: ['grid'] }, state: 'idle', words: null },
  { what: 'appends control images', options: { faults: ['extra=2'] }, state: 'idle', words: null },
  { what: 'sends a picture that ends early', options: { faults: ['damaged=1'] }, words: /came back/ },
  { what: 'has places without a picture', options: { faults: ['empty=1'] }, words: /came back/ },
  { what: 'is not ready yet after its start', options: { faults: ['not-ready=5'] }, words: null },
]

describe('every image arrives with its seed when one machine of two', () => {
  it.each(ROWS)('$what', async ({ options, state, words }) => {
    await using bench = await HttpBench.open()
    await bench.add('good')
    await bench.add('faulty', { ipm: 900, ...options })
    const job = await bench.submit(IMAGES, { checkpoint: 'dreamshaper_8' })
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: IMAGES, failed: 0 })
    const pictures = bench.pictures(done)
    expect(pictures.map(({ index }) => index)).toEqual(seedsFrom(0, IMAGES))
    expect(pictures.map(({ seed }) => seed)).toEqual(seedsFrom(1000, IMAGES))
    if (state !== undefined)
      await bench.until(`faulty to be ${state}`, () => new RegExp(state).test(bench.state('faulty') ?? ''))
    const told = bench.notices
      .map(({ title, text }) => `${title}: ${text}`)
      .filter((text) => text.includes('faulty'))
    if (words !== null) expect(told.join('\n')).toMatch(words)
  })
})

describe('when every machine', () => {
  it('refuses, the job fails in the words of the server and what arrived stays', async () => {
    await using bench = await HttpBench.open()
    await bench.add('one', { faults: ['422@4i'] })
    const done = await bench.done(await bench.submit(60))
    expect(done.state).toBe('failed')
    expect(done.problem?.message).toMatch(/one says: /)
    expect(bench.pictures(done).length).toBe(done.stored)
    expect(done.stored).toBeGreaterThan(0)
  })

  it('is gone, the job waits, says so, and goes on when one returns', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.add('one', { faults: ['die-after=4'] })
    const job = await bench.submit(IMAGES)
    await bench.until('the job to wait', () => bench.jobs.get(job.id)?.at(-1)?.state === 'waiting')
    expect(bench.jobs.get(job.id)?.at(-1)?.problem?.message).toMatch(/one: /)
    server.setFaults([])
    await server.comeBack()
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: IMAGES })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, IMAGES))
  })
})

it('pauses a machine after three strikes, and one click takes it back', async () => {
  await using bench = await HttpBench.open()
  await bench.add('good', { ipm: 60 })
  const server = await bench.add('faulty', { ipm: 900, faults: ['invalid'] })
  const done = await bench.done(await bench.submit(IMAGES))
  expect(done).toMatchObject({ state: 'finished', stored: IMAGES })
  expect(bench.state('faulty')).toBe('paused')
  server.setFaults([])
  const view = await bench.studio.handlers.refreshWorker({ workerId: bench.id('faulty') })
  expect(view.state).toBe('idle')
})

it('gives the images of a machine that hangs to the others', async () => {
  await using bench = await HttpBench.open()
  await bench.add('good', { ipm: 60 })
  await bench.add('faulty', { ipm: 900, faults: ['hang=30@2i'] })
  const job = await bench.submit(IMAGES)
  const done = await bench.done(job)
  expect(done).toMatchObject({ state: 'finished', stored: IMAGES })
  expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, IMAGES))
})
