import { describe, expect, it } from 'vitest'
import { backoffMs } from './next-look.ts'

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
