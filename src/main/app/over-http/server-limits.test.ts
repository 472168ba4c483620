import { describe, expect, it } from 'vitest'
import { inWords } from '../../../shared/words/say.ts'
import { HttpBench, seedsFrom } from './bench.ts'

const requestsOf = (bench: HttpBench, name: string) =>
  bench.servers
    .get(name)
    ?.calls()
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/txt2img')).length
function reasonOf(bench: HttpBench, name: string, more = {}) {
  const plan = bench.app.dispatcher.preview(bench.request(8, more))
  const why = plan.leftOut.find((each) => each.name === name)?.reason
  return why === undefined ? undefined : inWords(why)
}

describe('what KoboldCpp cannot make is known before it is asked', () => {
  it.each([
    ['sizes of its own', { width: 1000, height: 1024 }, 'its server makes 960x1024 instead of 1000x1024'],
    ['large seeds', { seed: 3_000_000_000 }, 'its server only accepts seeds up to 2147483647'],
    [
      'seeds that pass its limit in the job',
      { seed: 2_147_483_645 },
      'its server only accepts seeds up to 2147483647',
    ],
  ])('%s', async (_, more, reason) => {
    await using bench = await HttpBench.open()
    await bench.add('argon', { kind: 'koboldcpp' })
    await bench.add('master', {})
    expect(reasonOf(bench, 'argon', more)).toBe(reason)
    const done = await bench.done(await bench.submit(8, more))
    expect(done).toMatchObject({ state: 'finished', stored: 8, failed: 0 })
    expect([requestsOf(bench, 'argon'), bench.pictures(done).length]).toEqual([0, 8])
  })
  it('alone it fails the job in these words', async () => {
    await using bench = await HttpBench.open()
    await bench.add('argon', { kind: 'koboldcpp' })
    const failed = await bench.done(await bench.submit(4, { seed: 3_000_000_000 }))
    expect(failed.state).toBe('failed')
    expect(failed.problem?.message).toContain('argon: its server only accepts seeds up to 2147483647')
    expect(requestsOf(bench, 'argon')).toBe(0)
  })
})

describe('a server that makes multiples of 64 px', () => {
  it('is known by its first answer, left out in words, and made use of again for sizes that it makes', async () => {
    await using bench = await HttpBench.open()
    // Master does not make argon's images before its answer came, on a busy computer either.
    await bench.add('argon', { ipm: 6, faults: ['snap=64'] })
    await bench.add('master', { ipm: 6 })
    const odd = { width: 200, height: 136 }
    const done = await bench.done(await bench.submit(12, odd))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
    expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toEqual(new Set(['master']))
    // Two may be on their way when the first answer comes.
    const asked = requestsOf(bench, 'argon')
    expect(asked).toBeLessThanOrEqual(2)
    const problem = done.tallies.find(({ name }) => name === 'argon')?.lastProblem
    expect(problem?.message).toContain('instead of 200x136')
    expect(problem?.remedy).toContain('multiples of 64 px')
    // The next job knows beforehand, lists read again or not.
    expect(reasonOf(bench, 'argon', odd)).toBe('its server only makes multiples of 64 px')
    expect(reasonOf(bench, 'argon', { width: 192, height: 128 })).toBeUndefined()
    expect((await bench.done(await bench.submit(4, odd))).failed).toBe(0)
    expect(requestsOf(bench, 'argon')).toBe(asked)
  })
  it('alone it fails the job, and says what sizes it makes', async () => {
    await using bench = await HttpBench.open()
    await bench.add('argon', { faults: ['snap=64'] })
    const failed = await bench.done(await bench.submit(4, { width: 200, height: 136 }))
    expect(failed.state).toBe('failed')
    expect(failed.problem?.message).toContain('argon: its server only makes multiples of 64 px')
    expect(failed.problem?.remedy).toContain('multiples of 64 px')
    expect(bench.notices.map(({ text }) => text).join()).not.toContain('lists')
  })
})
