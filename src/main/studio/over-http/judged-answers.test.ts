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
