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
})
