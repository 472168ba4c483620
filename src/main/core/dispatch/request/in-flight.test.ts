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

  it('is no slower than its progress was, however late a look shows that it is over', () => {
    const looked = {
      betweenLooksMs: 1000,
      mayStandStill: false,
      computeSeconds: 2,
      loadSeconds: 0,
      mayLoad: false,
    }
    const told = { pulse: '', preview: null }
    const short = flightFor({ computeSeconds: 2, overheadSeconds: 5 })
    short.noteLook({ ...told, at: 'active', fraction: 0.45 }, 900, looked)
    short.noteLook({ ...told, at: 'active', fraction: 0.95 }, 1900, looked)
    short.noteLook({ ...told, at: 'idle', fraction: null }, 4000, looked)
    expect(short.computeEndsAt(4000)).toBe(4000)
    expect(short.slowness(4000)).toBe(1)
  })

  it('leaves none of its compute once its answer is due', () => {
    expect(request.left(22_500).ms).toBe(0)
    expect(request.left(12_500).ms).toBe(10_000)
  })
})
