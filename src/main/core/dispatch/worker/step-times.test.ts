import { describe, expect, it } from 'vitest'
import { flightFor } from '../testing/flight.ts'
import { StepTimes } from './step-times.ts'

describe('how long steps take a worker', () => {
  it('is the longest that was seen, for as much work as the request has', () => {
    const times = new StepTimes()
    expect(times.expectedMs(flightFor())).toBe(0)
    times.took(flightFor({ count: 1 }), 90_000)
    times.took(flightFor({ count: 1 }), 30_000)
    expect(times.expectedMs(flightFor({ count: 1 }))).toBeCloseTo(90_000)
    expect(times.expectedMs(flightFor({ count: 2 }))).toBeCloseTo(180_000)
  })
  it('is as long as that of the newest answer once one comes, and what took long before is forgotten', () => {
    const times = new StepTimes()
    times.took(flightFor({ count: 1 }), 900_000)
    const flight = flightFor({ count: 1 })
    for (const [at, fraction] of [0, 0.05, 0.1, 0.15].entries())
      flight.noteLook({ at: 'active', fraction, pulse: `${fraction}`, preview: null }, at * 5000, {
        betweenLooksMs: 1000,
        mayStandStill: false,
      })
    times.answered(flight, 20_000)
    expect(times.expectedMs(flight)).toBeCloseTo(5000)
  })
  it('makes for more patience after each time it was given up on, until something comes', () => {
    const times = new StepTimes()
    const seen = [times.longerTimes]
    for (let time = 0; time < 5; time++) {
      times.gaveUp()
      seen.push(times.longerTimes)
    }
    times.answered(flightFor(), 1000)
    expect([...seen, times.longerTimes]).toEqual([1, 4, 22, 22, 22, 22, 1])
  })
})
