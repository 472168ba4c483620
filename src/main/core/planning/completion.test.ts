import { describe, expect, it } from 'vitest'
import { completionOf } from './completion.ts'
import { latestOf } from './latest.ts'
import { worker } from './testing/planning-worker.ts'

describe('the latest of several uncertain moments', () => {
  it('is the moment itself when there is one', () => {
    const latest = latestOf([{ seconds: 40, spread: 4 }])
    expect(latest?.seconds).toBeCloseTo(40, 1)
    expect(latest?.spread).toBeCloseTo(4, 0)
  })
  it('is later and less spread than each of many alike', () => {
    const latest = latestOf(Array.from({ length: 30 }, () => ({ seconds: 40, spread: 4 })))
    expect(latest?.seconds).toBeGreaterThan(46)
    expect(latest?.seconds).toBeLessThan(52)
    expect(latest?.spread).toBeLessThan(4)
  })
  it('does not mind those that are done long before', () => {
    const early = Array.from({ length: 50 }, () => ({ seconds: 5, spread: 1 }))
    expect(latestOf([...early, { seconds: 40, spread: 4 }])).toEqual(latestOf([{ seconds: 40, spread: 4 }]))
  })
  it('is certain where everything is', () => {
    expect(
      latestOf([
        { seconds: 3, spread: 0 },
        { seconds: 7, spread: 0 },
      ]),
    ).toMatchObject({
      seconds: expect.closeTo(7, 2),
      spread: expect.closeTo(0, 2),
    })
    expect(latestOf([])).toBeNull()
  })
})

describe('the end of what is left', () => {
  const fleet = Array.from({ length: 4 }, (_, at) => worker(`w${at}`, 20, { spread: 0.1 }))
  const of = (images: number) =>
    completionOf(
      fleet.map((each) => ({ worker: each, images })),
      [],
    )

  it('is where the plan says, or a little later', () => {
    expect(of(40)?.seconds).toBeGreaterThanOrEqual(120)
    expect(of(40)?.seconds).toBeLessThan(125)
  })
  it('becomes relatively surer the more requests there are to average over', () => {
    const relative = (images: number) => (of(images)?.spread ?? 0) / (of(images)?.seconds ?? 1)
    expect(relative(200)).toBeLessThan(relative(20))
    expect(relative(20)).toBeLessThan(relative(2))
  })
  it('waits for what is on its way', () => {
    expect(completionOf([], [{ seconds: 9, spread: 1 }])?.seconds).toBeCloseTo(9, 1)
    expect(completionOf([], [])).toBeNull()
  })

  // The latest of one moment is spread 0.974 times as much: (logit 0.84 - logit 0.16) / 2 / 1.702. What is not counted makes it 2.25 times that.
  it('waits for who is busy, which makes nothing less certain', () => {
    // One image of 3 s and an overhead of 0.5 s, a tenth off: 0.35 s x 0.974 x 2.25.
    const late = worker('late', 20, { spread: 0.1, overheadSeconds: 0.5, releaseSeconds: 10 })
    const end = completionOf([{ worker: late, images: 1 }], [])
    expect(end?.seconds).toBeCloseTo(13.5, 2)
    expect(end?.spread).toBeCloseTo(0.767, 2)
  })
  it('averages the errors of all requests but the last, down to a fifth of one', () => {
    const single = worker('single', 20, { spread: 0.1, maxBatch: 1 })
    const spread = (images: number) => completionOf([{ worker: single, images }], [])?.spread
    // The last image: 0.3 s x 0.974 = 0.292. Four before it: 12 s, a tenth off, on average of four 0.6 s. 2.25 x hypot(0.292, 0.6).
    expect(spread(5)).toBeCloseTo(1.502, 2)
    // Two before it: 6 s, 0.6 s / sqrt 2.
    expect(spread(3)).toBeCloseTo(1.159, 2)
    // Eight before it: 24 s, 2.4 s x sqrt 0.2 = 1.073; not 2.4 s / sqrt 8.
    expect(spread(9)).toBeCloseTo(2.503, 2)
  })
  it('spreads them over the fleet by the shares', () => {
    const [a, b] = ['a', 'b'].map((name) => worker(name, 20, { spread: 0.1, maxBatch: 1 }))
    if (a === undefined || b === undefined) throw new Error('two workers')
    const portions = [
      { worker: a, images: 5 },
      { worker: b, images: 5 },
    ]
    const end = completionOf(portions, [])
    // Both end at 15 s, 0.3 s off: the later one half of the time by 15.155 s (0.707 each), 0.247 s around. Half of 0.6 s each: hypot(0.3, 0.3).
    expect(end?.seconds).toBeCloseTo(15.155, 2)
    expect(end?.spread).toBeCloseTo(1.104, 2)
    // Who has nothing to make counts for nothing, however late it would be free.
    const idle = worker('idle', 20, { spread: 0.5, releaseSeconds: 600 })
    expect(completionOf([...portions, { worker: idle, images: 0 }], [])).toEqual(end)
  })
  it('takes the last request for as large as it is, with its gain', () => {
    const gaining = worker('gaining', 20, { spread: 0.1, batchGain: (b) => 0.5 + 0.5 / b })
    // 8, 8 and 4 images: 13.5, 13.5 and 7.5 s. hypot(0.75 x 0.974, 2.7 / sqrt 2) x 2.25
    const end = completionOf([{ worker: gaining, images: 20 }], [])
    expect(end?.seconds).toBeCloseTo(34.5, 2)
    expect(end?.spread).toBeCloseTo(4.6, 2)
  })
  it('is nothing where nobody has anything left to make', () => {
    expect(completionOf([{ worker: worker('a', 20), images: 0 }], [])).toBeNull()
  })
  it('is as uncertain as what is on its way', () => {
    // 1 s x 0.974 x 2.25.
    expect(completionOf([], [{ seconds: 9, spread: 1 }])?.spread).toBeCloseTo(2.192, 2)
  })
})
