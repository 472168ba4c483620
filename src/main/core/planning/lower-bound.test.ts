import { describe, expect, it } from 'vitest'
import { lowerBoundSeconds, partsBoundSeconds } from './lower-bound.ts'
import { worker } from './testing/planning-worker.ts'

// The least T at which the workers could have finished N whole images by T (docs/benchmarks.md). 20 ipm are 3 s an image, 10 ipm 6 s.
describe('the lower bound', () => {
  const fast = worker('fast', 20)
  const slow = worker('slow', 10)

  it('counts whole images of all workers', () => {
    expect(lowerBoundSeconds(5, [fast])).toBeCloseTo(15)
    // By 9 s there are 3 + 1, by 12 s 4 + 2; with parts of images it would be 10 s.
    expect(lowerBoundSeconds(5, [fast, slow])).toBeCloseTo(12)
    expect(lowerBoundSeconds(6, [fast, slow])).toBeCloseTo(12)
    expect(lowerBoundSeconds(7, [fast, slow])).toBeCloseTo(15)
  })
  it('lets each begin at its release time', () => {
    expect(lowerBoundSeconds(5, [{ ...fast, releaseSeconds: 2 }])).toBeCloseTo(17)
    // By 12 s there are 4 and, from 5 s on, 1.
    expect(lowerBoundSeconds(5, [fast, { ...slow, releaseSeconds: 5 }])).toBeCloseTo(12)
    expect(lowerBoundSeconds(5, [fast, { ...slow, releaseSeconds: 6.5 }])).toBeCloseTo(12.5)
  })
  it('takes no overhead into account, and the gain of the largest batch', () => {
    const gaining = { ...fast, overheadSeconds: 9, maxBatch: 4, batchGain: (b: number) => 1.1 - b / 10 }
    // 3 s x 0.7 an image in batches of four.
    expect(lowerBoundSeconds(5, [gaining])).toBeCloseTo(10.5)
  })
  it('counts what is being made already from the moment it is there, that moment included', () => {
    const busy = { ...fast, releaseSeconds: 4 }
    expect(lowerBoundSeconds(5, [busy], [{ seconds: 4, images: 2 }])).toBeCloseTo(13)
    expect(lowerBoundSeconds(5, [busy], [{ seconds: 60, images: 2 }])).toBeCloseTo(19)
    expect(
      lowerBoundSeconds(
        3,
        [busy],
        [
          { seconds: 4, images: 2 },
          { seconds: 5.5, images: 1 },
        ],
      ),
    ).toBeCloseTo(5.5)
  })
  it('leaves out who cannot hold an image', () => {
    const unable = worker('unable', 600, { maxBatch: 0 })
    expect(lowerBoundSeconds(5, [unable, fast])).toBeCloseTo(15)
    expect(lowerBoundSeconds(5, [worker('one', 20, { maxBatch: 1 })])).toBeCloseTo(15)
    expect(lowerBoundSeconds(5, [unable])).toBeNull()
    expect(lowerBoundSeconds(5, [])).toBeNull()
  })
})

// The same without whole images: work in seconds of an average worker, shared by all from the moment that they are free.
describe('the lower bound of several parts', () => {
  // 1 s and 2 s an image.
  const [fast, slow] = [worker('fast', 60), worker('slow', 30)]
  const bound = (...parts: [images: number, workers: (typeof fast)[]][]) =>
    partsBoundSeconds(parts.map(([images, workers]) => ({ images, workers })))

  it('shares the work of one by speed', () => {
    // By 4 s there are 4 and 2.
    expect(bound([6, [fast, slow]])).toBeCloseTo(4)
    expect(bound([6, [fast]])).toBeCloseTo(6)
  })
  it('lets each join when it is free, the load of a checkpoint left out', () => {
    // By 2 s there are 2; the other 4 at 1.5 a second.
    expect(bound([6, [fast, { ...slow, releaseSeconds: 2 }]])).toBeCloseTo(2 + 4 / 1.5)
    expect(bound([6, [{ ...slow, releaseSeconds: 2 }, fast]])).toBeCloseTo(2 + 4 / 1.5)
    expect(bound([6, [fast, { ...slow, releaseSeconds: 7, loadSeconds: 5 }]])).toBeCloseTo(2 + 4 / 1.5)
    expect(bound([6, [fast, { ...slow, releaseSeconds: 6 }]])).toBeCloseTo(6)
    expect(
      bound([
        6,
        [
          { ...fast, releaseSeconds: 3 },
          { ...slow, releaseSeconds: 60 },
        ],
      ]),
    ).toBeCloseTo(9)
  })
  it('takes everybody for as good as at the part it is best at, and as free as for the part it can begin first', () => {
    const other = [
      { ...fast, secondsPerImage: 2 },
      { ...slow, secondsPerImage: 1 },
    ]
    // 4 of each: who is twice as fast at one makes all of it.
    expect(bound([4, [fast, slow]], [4, other])).toBeCloseTo(4)
    expect(bound([3, [{ ...fast, releaseSeconds: 5 }]], [3, [fast]])).toBeCloseTo(6)
  })
  it('counts the gain of the largest batch', () => {
    expect(bound([10, [{ ...fast, maxBatch: 4, batchGain: (b: number) => 1.1 - b / 10 }]])).toBeCloseTo(7)
  })
  it('is nothing for no images, and none where nobody can make a part', () => {
    expect([bound(), bound([0, []])]).toEqual([0, 0])
    expect(bound([6, [fast]], [1, []])).toBeNull()
    expect(bound([6, [{ ...fast, maxBatch: 0 }]])).toBeNull()
    expect(bound([6, [{ ...fast, maxBatch: 1 }]])).toBeCloseTo(6)
  })
})
