import { describe, expect, it } from 'vitest'
import { failingFiles } from '../../gallery/testing/failing-files.ts'
import { HttpBench, seedsFrom } from './bench.ts'
import { startOddServer } from './odd-server.ts'

describe('an answer', () => {
  it('with far more images than asked: those of the batch are stored, and the rest is not even taken in', async () => {
    const files = failingFiles()
    await using bench = await HttpBench.open({ files })
    await bench.add('argon', { faults: ['extra=80'] })
    const done = await bench.done(await bench.submit(2))
    expect(done).toMatchObject({ state: 'finished', stored: 2 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 2))
    // At most twenty for a batch of one, and as many again for the other one.
    expect(files.calls.write).toBeLessThanOrEqual(40)
  })

  it("with an error and status 200: the job fails in the server's words", async () => {
    await using bench = await HttpBench.open()
    const server = await bench.serve('argon')
    await using odd = await startOddServer(server.url, {
      lacks: /^$/,
      alter: (answer, path) =>
        path.endsWith('/txt2img') ? { error: 'VAE decode failed', images: [''] } : answer,
    })
    await bench.join('argon', odd.url)
    const done = await bench.done(await bench.submit(2))
    expect(done.state).toBe('failed')
    expect(done.problem?.message).toBe('argon says: VAE decode failed')
  })
})

/** Pictures that take a minute together: what this process does beside it must not count. */
const LARGER = { width: 256, height: 256 }

describe('somebody else', () => {
  it.each([
    ['interrupted', 'a1111'],
    ['skipped', 'a1111'],
    ['interrupted', 'forge'],
    ['interrupted', 'sdnext'],
  ] as const)(
    '%s a request on %s: what was half done is made again, in words, and no failure is counted',
    async (how, kind) => {
      await using bench = await HttpBench.open()
      const server = await bench.add('argon', { kind, ipm: 1, faults: [`${how}-by-other`] })
      const done = await bench.done(await bench.submit(4, LARGER))
      expect(done).toMatchObject({ state: 'finished', stored: 4 })
      expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 4))
      expect(bench.notices.map(({ text }) => text)).toEqual([
        'Somebody else stopped the request on that machine. Unfinished images are made again.',
      ])
      expect(done.tallies[0]).toMatchObject({ failures: 0, lastProblem: null })
      expect(server.images).toBeGreaterThan(4)
    },
  )

  it('interrupted before the hires pass: that is not taken for another size', async () => {
    const hires = { scale: 2, upscaler: 'Latent', steps: 0, denoisingStrength: 0.5 }
    await using bench = await HttpBench.open()
    await bench.add('argon', { ipm: 1, faults: ['interrupted-by-other'] })
    const done = await bench.done(await bench.submit(1, { hires, ...LARGER }))
    expect(done).toMatchObject({ state: 'finished', stored: 1 })
    expect(bench.pictures(done).map(({ width }) => width)).toEqual([512])
    expect(done.tallies[0]).toMatchObject({ failures: 0 })
  })
})

describe('seeds that contradict themselves', () => {
  it.each(['', '=text', '=info'])(
    'same-seed-label%s: no picture is lost, and no failure is counted',
    async (where) => {
      await using bench = await HttpBench.open()
      const server = await bench.add('argon', { faults: [`same-seed-label${where}`] })
      const done = await bench.done(await bench.submit(12))
      expect(done).toMatchObject({ state: 'finished', stored: 12 })
      expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
      expect(server.images).toBe(12)
      expect(bench.notices).toEqual([])
      const flags = new Set(bench.pictures(done).flatMap((image) => image.flags))
      // Where the texts are right, what stands in the list is nothing anybody goes by.
      expect(flags).toEqual(new Set(where === '=info' ? [] : ['seed-not-confirmed']))
    },
  )
})

describe('other seeds than asked', () => {
  it('from a machine that reads 32 bits: it is left out with both seeds in words, and the other makes all', async () => {
    await using bench = await HttpBench.open()
    await bench.add('good', { ipm: 60 })
    const server = await bench.serve('short')
    await using odd = await startOddServer(server.url, {
      lacks: /^$/,
      alter: (answer) => answer,
      alterBody: (body) => ('seed' in body ? { ...body, seed: Number(body.seed) % 2 ** 32 } : body),
    })
    await bench.join('short', odd.url)
    const done = await bench.done(await bench.submit(12, { seed: 5_000_000_000 }))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(5_000_000_000, 12))
    expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toEqual(new Set(['good']))
    expect(bench.notices[0]?.text).toMatch(
      /^It made other seeds than asked \(70503\d+ instead of 50000000\d+\)\. Use a seed below 2147483648\.$/,
    )
    expect(bench.state('short')).toBe('idle')
  })
})

describe('pictures of one colour', () => {
  it('are made again by the other machine; the one that made them is named with the remedy', async () => {
    await using bench = await HttpBench.open()
    await bench.add('good', { ipm: 6 })
    await bench.add('half', { ipm: 9, faults: ['one-colour'] })
    const done = await bench.done(await bench.submit(12, LARGER))
    expect(done).toMatchObject({ state: 'finished', stored: 12 })
    expect(bench.pictures(done).map(({ seed }) => seed)).toEqual(seedsFrom(1000, 12))
    expect(new Set(bench.pictures(done).map(({ workerName }) => workerName))).toEqual(new Set(['good']))
    expect(bench.notices[0]).toMatchObject({ title: 'half makes single-colour pictures' })
    expect(bench.notices[0]?.text).toMatch(/made again elsewhere.*--no-half-vae or choose another VAE/)
    const beside = bench.app.gallery.imagesOfJob(done.id).filter(({ flags }) => flags.includes('one-colour'))
    expect(beside.length).toBeGreaterThan(0)
    expect(bench.state('half')).toBe('idle')
  })

  it('stand where one machine is all there is, marked', async () => {
    await using bench = await HttpBench.open()
    const server = await bench.add('alone', { faults: ['one-colour'] })
    const done = await bench.done(await bench.submit(4))
    expect(done).toMatchObject({ state: 'finished', stored: 4 })
    expect(bench.pictures(done).map(({ flags }) => flags)).toEqual(Array(4).fill(['one-colour-kept']))
    expect(server.images).toBe(4)
  })
})
