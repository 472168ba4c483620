import { describe, expect, it } from 'vitest'
import { Station } from './station.ts'
import { flightFor } from './testing/flight.ts'

describe('a station', () => {
  it('has room for two requests, those lost there counted', () => {
    const station = new Station()
    const [first, second] = [flightFor(), flightFor()]
    station.flights.push(first)
    expect(station.hasRoom).toBe(true)
    station.flights.push(second)
    expect(station.hasRoom).toBe(false)
    station.remove(second)
    station.abandon(first)
    expect([station.flights.length, station.hasRoom, station.mustAsk, station.vacant]).toEqual([
      0,
      true,
      true,
      false,
    ])
    station.lose(second)
    expect(station.hasRoom).toBe(false)
  })

  it('need not be asked about what it was asked about in vain', () => {
    const station = new Station()
    const flight = flightFor()
    station.lose(flight)
    for (const lost of station.lost.values()) lost.doubtful = true
    expect(station.mustAsk).toBe(false)
  })

  it('takes what was lost before an answered request for over, because servers work in order', () => {
    const station = new Station()
    const [before, answered, after] = [flightFor({ now: 0 }), flightFor({ now: 10 }), flightFor({ now: 20 })]
    for (const flight of [before, after]) station.lose(flight)
    station.answered(answered)
    expect([...station.lost.keys()]).toEqual([after.taskId])
    station.answered(after)
    expect(station.vacant).toBe(true)
  })

  it('is free when the last of its requests is computed', () => {
    const station = new Station()
    expect(station.freeAt(5000)).toBe(5000)
    station.flights.push(flightFor({ now: 0, computeSeconds: 10 }))
    station.flights.push(flightFor({ now: 0, startsAt: 1, computeSeconds: 4 }))
    expect(station.freeAt(5000)).toBe(14_000)
  })

  it('is free when its checkpoint is loaded, and a load that is late may take longer still', () => {
    const station = new Station()
    station.loadingUntil = 20_000
    expect([station.freeAt(5000), station.freeAt(40_000)]).toEqual([20_000, 45_000])
    expect(station.occupied).toBe(true)
  })

  it('is not free while it is asked about lost requests', () => {
    const station = new Station()
    station.recoveringSince = 0
    expect([station.freeAt(0), station.freeAt(40_000)]).toEqual([1000, 50_000])
  })
})
