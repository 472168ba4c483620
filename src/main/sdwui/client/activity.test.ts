import { afterEach, describe, expect, it } from 'vitest'
import { answering } from '../../simulator/testing/answering.ts'
import { Bench, batch, collect, never } from '../../simulator/testing/simulated-client.ts'
import { readActivity, readServersWord } from './activity.ts'
import type { WorkerHttp } from './http.ts'

const bench = new Bench()
afterEach(() => bench.close())

const telling = (answer: unknown) => ({ get: async () => answer }) as Partial<WorkerHttp> as WorkerHttp
const state = (job: string, job_count: number, more: object = {}) => ({ job, job_count, ...more })

// sdapi.md 1.2: what runs has a name or counts jobs, and `task(…)` is the server's own page.
describe('what a server is at', () => {
  it.each<[string, unknown, object]>([
    ['nothing', { progress: 0, state: state('', 0) }, { busy: false, fraction: null, etaSeconds: null }],
    ['a named job', { progress: 0.5, state: state('scripts_txt2img', 0) }, { busy: true, fraction: 0.5 }],
    ['a counted one', { progress: 0.5, state: state('', 1) }, { busy: true, fraction: 0.5, fromPage: false }],
    ['one of its page', { progress: 0.5, state: state('task(abc)', 1) }, { busy: true, fromPage: true }],
    ['one whose end it reckons', { progress: 0.5, eta_relative: 7, state: state('x', 1) }, { etaSeconds: 7 }],
    ['one that is overdue', { progress: 0.5, eta_relative: -3, state: state('x', 1) }, { etaSeconds: 0 }],
    [
      'one that it has only begun',
      { progress: 0.05, eta_relative: 99, state: state('x', 1) },
      { etaSeconds: null },
    ],
    ['one that it tells no end of', { progress: 0.5, state: state('x', 1) }, { etaSeconds: null }],
    ['something without a share', { progress: 'half', state: state('x', 1) }, { busy: true, fraction: null }],
    ['who knows what', { state: 'broken' }, { busy: false }],
    ['no object', 'broken', { busy: false, fromPage: false, fraction: null, etaSeconds: null }],
  ])('%s', async (_, answer, activity) => {
    expect(await readActivity(telling(answer), never)).toMatchObject(activity)
  })
})

// sdapi.md 1.3: the flags of the last request stay until the next one begins.
describe('how the request ended that ended last', () => {
  it.each<[string, unknown, string]>([
    ['was interrupted', state('', 0, { interrupted: true, skipped: false }), 'stopped'],
    ['was skipped', state('', 0, { skipped: true }), 'stopped'],
    ['ran through', state('', 0, { interrupted: false }), 'ran-through'],
    ['cannot be told while another one runs', state('x', 0, { interrupted: true }), 'cannot-tell'],
    ['nor while one is counted', state('', 1, { interrupted: true }), 'cannot-tell'],
    ['nor without flags', state('', 0), 'cannot-tell'],
    ['nor from flags that are none', state('', 0, { interrupted: 'yes' }), 'cannot-tell'],
    ['nor from nothing', null, 'cannot-tell'],
  ])('%s', async (_, told, word) => {
    expect(await readServersWord(telling({ state: told }), never)).toBe(word)
  })

  it('is asked of a server that tells its progress', async () => {
    const { client } = await bench.pair()
    expect((await collect(client, batch(1))).error).toBeNull()
    expect(await client.wasStopped?.(never)).toBe('ran-through')
    const { client: silent, worker } = await bench.pair({ kind: 'sdcpp' })
    await silent.capabilities(never)
    const asked = worker.calls().length
    expect([await silent.wasStopped?.(never), worker.calls().length]).toEqual(['cannot-tell', asked])
  })
})

it.each<[string, object, object | null]>([
  [
    'with what it keeps for later',
    { reserved: { current: 5 }, allocated: { current: 3 } },
    { cachedBytes: 2 },
  ],
  ['with less kept than used', { reserved: { current: 3 }, allocated: { current: 5 } }, { cachedBytes: 0 }],
  ['without what it has reserved', { allocated: { current: 3 } }, {}],
  ['without what it has allocated', { reserved: { current: 5 } }, {}],
  ['not at all where it tells no size', { system: {} }, null],
])('tells its memory %s', async (_, more, told) => {
  const cuda = { system: { used: 6, total: 8 }, ...more }
  await using server = await answering(JSON.stringify({ cuda }))
  expect(await bench.client(server.url).memory(never)).toEqual(
    told === null ? null : { usedBytes: 6, totalBytes: 8, ...told },
  )
})
