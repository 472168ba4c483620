import { describe, expect, it } from 'vitest'
import { requestFor } from '../testing/world.ts'
import { endOf, timeLeft } from './time-left.ts'

const until = (at: number, runOver = false) =>
  requestFor(4, { mode: 'until', until: { by: 'clock', minutes: 0, at }, runOver })

describe('the time of a job', () => {
  it('ends by the clock on the wall, told in fleet ms', () => {
    const clock = { now: () => 5_000, wall: () => 1_000_000 }
    expect(endOf(until(1_030_000), clock)).toBe(35_000)
    expect(endOf(requestFor(4), clock)).toBeNull()
  })
  it('is told in seconds, with whether what is begun may end later', () => {
    expect(timeLeft({ endsAt: 35_000, request: until(0) }, 5_000)).toEqual({ seconds: 30, runOver: false })
    expect(timeLeft({ endsAt: 35_000, request: until(0, true) }, 40_000)).toEqual({
      seconds: -5,
      runOver: true,
    })
    expect(timeLeft({ endsAt: null, request: requestFor(4) }, 5_000)).toBeNull()
  })
})
