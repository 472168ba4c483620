import { describe, expect, it } from 'vitest'
import { flightFor } from '../testing/flight.ts'

describe('when a request is expected to be over', () => {
  const request = flightFor({
    now: 1000,
    startsAt: 3000,
    loadSeconds: 5,
    computeSeconds: 12,
    overheadSeconds: 2.5,
  })

  it('is after what is in front of it, its load and its compute for the server, and after the overhead too for its answer, in ms', () => {
    expect(request.computeEndsAt(1000)).toBe(20_000)
    expect(request.endsAt(1000)).toBe(22_500)
  })

  it('is as uncertain as a tenth of its compute and of its overhead', () => {
    expect(flightFor({ overheadSeconds: 0 }).endSpreadMs(0)).toBe(1200)
    expect(flightFor({ overheadSeconds: 5 }).endSpreadMs(0)).toBe(Math.hypot(1200, 500))
  })

  it('is drawn with its overhead', () => {
    const toWall = (fleetMs: number) => 1e6 + fleetMs
    expect(request.view(toWall, 1000)).toMatchObject({
      predictedStartAt: 1_003_000,
      predictedEndAt: 1_022_500,
    })
  })

  it('leaves none of its compute once its answer is due', () => {
    expect(request.left(22_500).ms).toBe(0)
    expect(request.left(12_500).ms).toBe(10_000)
  })
})
