import { describe, expect, it } from 'vitest'
import { learn } from './learn.ts'
import { isProven } from './proven.ts'
import { benchmarked, observed, paramsFor } from './testing/true-speed.ts'

const DAY_MS = 86_400_000

describe('a speed', () => {
  const seen = learn(benchmarked(20), observed(3))
  const { updatedAt } = seen
  const daysLater = (days: number) => (updatedAt ?? 0) + days * DAY_MS

  it('is not proven by a benchmark alone, which may be imported', () => {
    expect(isProven(benchmarked(20), paramsFor(), 'common', 0)).toBe(false)
  })
  it('is proven by a batch, for that kind of request only', () => {
    expect(isProven(seen, paramsFor(), 'common', daysLater(1))).toBe(true)
    expect(isProven(seen, paramsFor(), 'another', daysLater(1))).toBe(false)
    expect(isProven(seen, paramsFor({ sampler: 'DPM++ 2M' }), 'common', daysLater(1))).toBe(false)
    expect(isProven(seen, paramsFor({ width: 1024, height: 1024 }), 'common', daysLater(1))).toBe(false)
  })
  it('is old after two weeks', () => {
    expect(isProven(seen, paramsFor(), 'common', daysLater(13))).toBe(true)
    expect(isProven(seen, paramsFor(), 'common', daysLater(14))).toBe(false)
  })
  it('ages from the day it was seen on', () => {
    const today = Date.UTC(2026, 10, 29)
    const lately = learn(benchmarked(20), observed(3, { at: today }))
    const isSo = (days: number) => isProven(lately, paramsFor(), 'common', today + days * DAY_MS)
    expect([isSo(0), isSo(13.9), isSo(14)]).toEqual([true, true, false])
  })
})
