import { describe, expect, it } from 'vitest'
import { backoffMs, returnMs } from './next-look.ts'

describe('the pause before the next try', () => {
  it('doubles from 1 s to 60 s', () => {
    const plain = [0, 1, 2, 3, 4, 5, 6, 7, 100, 10_000].map(
      (failures) => backoffMs(failures, () => 0.5) / 1000,
    )
    expect(plain).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60])
  })

  it('is a fifth shorter or longer by chance, and never above 60 s', () => {
    expect(backoffMs(0, () => 0)).toBe(800)
    expect(backoffMs(0, () => 0.999)).toBeCloseTo(1200, -1)
    expect(backoffMs(9, () => 0.999)).toBe(60_000)
  })
})

describe('the pause before the next look for a machine that is away', () => {
  it('is a quarter of a second at first, and 60 s at most', () => {
    const plain = [0, 1, 2, 10, 24, 25, 100, 10_000].map((failures) => returnMs(failures, () => 0.5))
    const expected = [250, 312.5, 390.6, 2328.3, 52_939.6, 60_000, 60_000, 60_000]
    for (const [at, ms] of plain.entries()) expect(ms).toBeCloseTo(expected[at] ?? 0, -1)
    expect(returnMs(40, () => 0.999)).toBe(60_000)
  })

  it('is never more than a quarter of the time that has gone by, and a quarter of a second', () => {
    let gone = 0
    for (let failures = 0; failures < 60; failures++) {
      const next = returnMs(failures, () => 0.5)
      expect(next).toBeLessThanOrEqual(gone / 4 + 250.001)
      gone += next
    }
  })
})
