import { describe, expect, it } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import type { WorkerStateName } from '../../../shared/worker.ts'
import type { SimulatedWorkerOptions } from '../../simulator/options.ts'
import { HttpBench, seedsFrom } from './bench.ts'

/** Images enough for the machine with the fault to get some of them. */
const IMAGES = 12
/** Fleet time for the faulty machine to fail in, on a busy computer too: a share of the images takes a fifth of a real second then. */
const SLOW = { good: 0.5, faulty: 0.75 }

interface Row {
  readonly what: string
  readonly options: SimulatedWorkerOptions
  /** a state the faulty machine comes to be in */
  readonly state?: WorkerStateName
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
    words: / stopped\. Images? .* other machines/,
  },
  {
    what: 'dies and comes back',
    options: { faults: ['die-after=1:5'] },
    state: 'unavailable',
    words: / stopped\. Images? .* other machines/,
  },
  ...['502', '503', '504'].map((status) => ({
    what: `answers ${status}`,
    options: { faults: [status] },
    state: 'unavailable' as const,
    words: / stopped\. Images? .* other machines/,
  })),
  {
    what: 'accepts connections and says nothing for a while',
    options: { faults: ['freeze=60@2i'] },
    words: null,
  },
  {
    what: 'resets the connection in the middle of an answer',
    options: { faults: ['reset=1'] },
    words: / stopped\. Images? .* other machines/,
  },
  {
    what: 'cuts its answer after whole images',
    options: { faults: ['cut-after=1'] },
    words: / stopped\. Images? .* other machines/,
  },
  {
    what: 'ends its answer in the middle of the JSON',
    options: { faults: ['truncated=1'] },
    words: / stopped\. Images? .* other machines/,
  },
  {
    what: 'answers with something else than JSON',
    options: { faults: ['invalid=1'] },
    words: / stopped\. Images? .* other machines/,
  },
  {
    what: 'answers with fewer images',
    options: { faults: ['fewer=1'] },
    words: / stopped\. Images? .* other machines/,
  },
  {
    what: 'asks for a password all of a sudden',
    options: { faults: ['401'] },
    state: 'needs-sign-in',
    words: / stopped\. Images? .* other machines/,
  },
  {
    what: 'forbids it',
    options: { faults: ['403'] },
    state: 'needs-sign-in',
    words: / stopped\. Images? .* other machines/,
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
  {
    what: 'refuses the request',
    options: { faults: ['422'] },
    words: / stopped\. Images? .* other machines/,
  },
  { what: 'fails with 500', options: { faults: ['500'] }, words: / stopped\. Images? .* other machines/ },
  { what: 'runs out of memory', options: { faults: ['oom=2'] }, words: /smaller batches|left out/ },
  { what: 'puts a grid before its images', options: { faults: ['grid'] }, state: 'idle', words: null },
  { what: 'appends control images', options: { faults: ['extra=2'] }, state: 'idle', words: null },
  {
    what: 'sends a picture that ends early',
    options: { faults: ['damaged=1'] },
    words: /1 of \d+ images? was sent broken, as PNG that ends too soon\. Broken pictures are made again/,
  },
  {
    what: 'has places without a picture',
    options: { faults: ['empty=1'] },
    words: / stopped\. Images? .* other machines/,
  },
  ...[408, 499, 520, 530].map((status) => ({
    what: `has a gateway before it that answers ${status}`,
    options: { faults: [`gateway=${status}:1/working`] },
    state: 'unavailable' as const,
    words: /gateway in front of/,
  })),
  ...['html-login@2i', 'html-login=403@2i', 'html-login=511@2i'].map((fault) => ({
    what: `is hidden by a sign-in page (${fault})`,
    options: { faults: [fault] },
    state: 'needs-sign-in' as const,
    words: null,
  })),
  {
    what: 'closes every connection it has used',
    options: { faults: ['close-reused'] },
    state: 'idle',
    words: null,
  },
  {
    what: 'is behind a proxy that lets only generations through',
    options: { faults: ['only-txt2img'] },
    state: 'idle',
    words: null,
  },
  { what: 'packs its answers unasked', options: { faults: ['gzip'] }, state: 'idle', words: null },
  {
    what: 'puts a byte order mark before its answers',
    options: { faults: ['bom'] },
    state: 'idle',
    words: null,
  },
  {
    what: 'tells an error with status 200',
    options: { faults: ['error-200=1'] },
    words: / stopped\. Images? .* other machines/,
  },
  { what: 'cannot tell its settings', options: { faults: ['options-500'] }, state: 'idle', words: null },
  { what: 'is not ready yet after its start', options: { faults: ['not-ready=5'] }, words: null },
]

describe('every image arrives with its seed when one machine of two', () => {
  it.each(ROWS)('$what', async ({ options, state, words }) => {
    await using bench = await HttpBench.open()
    await bench.add('good', { ipm: SLOW.good })
    await bench.add('faulty', { ipm: SLOW.faulty, ...options })
    const job = await bench.submit(IMAGES, { checkpoint: 'dreamshaper_8' })
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: IMAGES, failed: 0 })
    const pictures = bench.pictures(done)
    expect(pictures.map(({ index }) => index)).toEqual(seedsFrom(0, IMAGES))
    expect(pictures.map(({ seed }) => seed)).toEqual(seedsFrom(1000, IMAGES))
    if (state !== undefined)
      await bench.until(`faulty to be ${state}`, () => bench.states('faulty').has(state))
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
    expect(inWords(bench.jobs.get(job.id)?.at(-1)?.problem?.message ?? '')).toMatch(/one: /)
    server.setFaults([])
    await server.comeBack()
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: IMAGES })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, IMAGES))
  })
})

it('pauses a machine after three failures, and one click takes it back', async () => {
  await using bench = await HttpBench.open()
  await bench.add('good', { ipm: 60 })
  const server = await bench.add('faulty', { ipm: 900, faults: ['invalid'] })
  const done = await bench.done(await bench.submit(IMAGES))
  expect(done).toMatchObject({ state: 'finished', stored: IMAGES })
  expect(bench.state('faulty')).toBe('paused')
  server.setFaults([])
  const view = await bench.app.handlers.refreshWorker({ workerId: bench.id('faulty') })
  expect(view.state).toBe('idle')
})

it('sends nothing to a machine that shows another certificate all of a sudden', async () => {
  await using bench = await HttpBench.open()
  await bench.add('good', { ipm: 60 })
  const server = await bench.serve('replaced', { ipm: 900, tls: 'self-signed' })
  const { certificate } = await bench.app.handlers.probeAddress({
    input: { name: 'replaced', url: server.url },
    workerId: null,
  })
  const fingerprint = certificate?.fingerprint ?? ''
  await bench.join('replaced', server.url, 900, { tls: { kind: 'pinned', fingerprint } })
  const job = await bench.submit(60)
  await bench.until('a first picture of it', () => server.images > 0)
  server.crash()
  await server.comeBack('self-signed')
  const sent = () => server.calls().filter(({ path }) => path.endsWith('/txt2img')).length
  const before = sent()
  const done = await bench.done(job)
  expect(done).toMatchObject({ state: 'finished', stored: 60 })
  expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 60))
  await bench.until('the new certificate to be seen', () => bench.problem('replaced') === 'tls-changed')
  expect(sent()).toBe(before)
})

describe('a machine that hangs', () => {
  /** A minute of fleet time without progress, as in earnest; a second here. */
  const dispatch = { hungAfterMs: 60_000 }

  it('loses its images to the others, and is marked', async () => {
    await using bench = await HttpBench.open({ dispatch })
    await bench.add('good', { ipm: 1 })
    const server = await bench.add('faulty', { ipm: 4, faults: ['hang@8i'] })
    const job = await bench.submit(60)
    await bench.until('it to be marked', () => bench.problem('faulty') === 'hung')
    expect(bench.state('faulty')).toBe('unavailable')
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 60 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 60))
    expect(server.images).toBe(8)
  })

  it('is asked to stop what it is at once it answers again, and makes what is missing', async () => {
    await using bench = await HttpBench.open({ dispatch })
    await bench.add('alone', { ipm: 2, faults: ['hang=150@4i'] })
    const job = await bench.submit(12)
    await bench.until('it to be marked', () => bench.problem('alone') === 'hung')
    const done = await bench.done(job)
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
  })

  it('is still listened to: where nobody can tell what it is at, its late answer is used', async () => {
    await using bench = await HttpBench.open({ dispatch })
    const server = await bench.add('alone', { ipm: 0.5, panel: false, faults: ['hang=150@4i'] })
    const job = await bench.submit(12)
    await bench.until('it to be marked', () => bench.problem('alone') === 'hung')
    expect(server.images).toBeLessThan(12)
    const done = await bench.done(job)
    // Had it been made anew, that would be more.
    expect(server.images).toBe(12)
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
  })
})
