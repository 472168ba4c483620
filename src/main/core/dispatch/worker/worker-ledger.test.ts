import { describe, expect, it } from 'vitest'
import { flightFor } from '../testing/flight.ts'
import { WorkerLedger } from './worker-ledger.ts'

describe('a ledger', () => {
  it('has room for two requests, those lost there counted', () => {
    const ledger = new WorkerLedger()
    const [first, second] = [flightFor(), flightFor()]
    ledger.flights.push(first)
    expect(ledger.hasRoom).toBe(true)
    ledger.flights.push(second)
    expect(ledger.hasRoom).toBe(false)
    ledger.remove(second)
    ledger.abandon(first)
    expect([ledger.flights.length, ledger.hasRoom, ledger.mustAsk, ledger.vacant]).toEqual([
      0,
      true,
      true,
      false,
    ])
    ledger.lose(second)
    expect(ledger.hasRoom).toBe(false)
  })

  it('need not be asked about what it was asked about in vain', () => {
    const ledger = new WorkerLedger()
    const flight = flightFor()
    ledger.lose(flight)
    for (const lost of ledger.lost.values()) lost.doubtful = true
    expect(ledger.mustAsk).toBe(false)
  })

  it('takes what was lost before an answered request for over, because servers work in order', () => {
    const ledger = new WorkerLedger()
    const [before, answered, after] = [flightFor({ now: 0 }), flightFor({ now: 10 }), flightFor({ now: 20 })]
    for (const flight of [before, after]) ledger.lose(flight)
    ledger.answered(answered)
    expect([...ledger.lost.keys()]).toEqual([after.taskId])
    ledger.answered(after)
    expect(ledger.vacant).toBe(true)
  })

  it('is free when the last of its requests is computed', () => {
    const ledger = new WorkerLedger()
    expect(ledger.freeAt(5000)).toBe(5000)
    ledger.flights.push(flightFor({ now: 0, computeSeconds: 10 }))
    ledger.flights.push(flightFor({ now: 0, startsAt: 1, computeSeconds: 4 }))
    expect(ledger.freeAt(5000)).toBe(14_000)
  })

  it('expects what waits to begin when what is in front of it is computed, and being asked changes nothing', () => {
    const ledger = new WorkerLedger()
    const [first, second] = [
      flightFor({ now: 0, computeSeconds: 10 }),
      flightFor({ now: 0, startsAt: 1, computeSeconds: 4 }),
    ]
    ledger.flights.push(first, second)
    expect([ledger.freeAt(5000), second.progress.startsAt, second.computeEndsAt(5000)]).toEqual([
      // Late by 999 ms, so as long again.
      14_000, 1, 5999,
    ])
    ledger.expectStarts(5000)
    expect([first.progress.startsAt, second.progress.startsAt, second.computeEndsAt(5000)]).toEqual([
      0, 10_000, 14_000,
    ])
  })

  it('does not expect anew what was seen to begin', () => {
    const ledger = new WorkerLedger()
    const second = flightFor({ now: 0, startsAt: 2000, computeSeconds: 4 })
    ledger.flights.push(flightFor({ now: 0, computeSeconds: 10 }), second)
    const looked = { betweenLooksMs: 1000, mayStandStill: false }
    second.noteLook({ at: 'active', fraction: null, pulse: '1', preview: null }, 2000, looked)
    ledger.expectStarts(3000)
    expect([second.progress.startsAt, ledger.freeAt(3000)]).toEqual([2000, 10_000])
  })

  it('is free when its checkpoint is loaded, and a load that is late may take longer still', () => {
    const ledger = new WorkerLedger()
    ledger.loadingUntil = 20_000
    expect([ledger.freeAt(5000), ledger.freeAt(40_000)]).toEqual([20_000, 45_000])
    expect(ledger.occupied).toBe(true)
  })

  it('is free at once of what has been stopped, but not before the load that this was at has ended', () => {
    const stopped = (loadSeconds: number) => {
      const ledger = new WorkerLedger()
      const flight = flightFor({ now: 0, computeSeconds: 10, loadSeconds })
      ledger.add(flight)
      flight.happened({ type: 'job-over' })
      flight.happened({ type: 'interrupt-sent' })
      return { ledger, flight }
    }
    expect(stopped(0).ledger.freeAt(5000)).toBe(5000)
    const { ledger, flight } = stopped(20)
    // A load that is late may take longer still.
    expect([ledger.freeAt(5000), ledger.freeAt(24_000)]).toEqual([20_000, 25_000])
    expect(ledger.times(5000)).toMatchObject({ freeAt: 20_000, lastEndsAt: null, holdsUntil: 20_000 })
    const looked = { betweenLooksMs: 1000, mayStandStill: true }
    // So much is told of a request from its start.
    flight.noteLook({ at: 'active', fraction: 0.01, pulse: '0', preview: null }, 0, looked)
    expect(ledger.freeAt(5000)).toBe(20_000)
    flight.noteLook({ at: 'active', fraction: 0.1, pulse: '1', preview: null }, 12_000, looked)
    expect(ledger.freeAt(12_000)).toBe(12_000)
  })

  it('is not free while it is asked about lost requests', () => {
    const ledger = new WorkerLedger()
    ledger.recoveringSince = 0
    expect([ledger.freeAt(0), ledger.freeAt(40_000)]).toEqual([1000, 50_000])
  })

  it('is occupied while it is asked, while it loads, and while an interrupt is on its way', () => {
    const ledger = new WorkerLedger()
    expect(ledger.occupied).toBe(false)
    ledger.interrupting = 1
    expect(ledger.occupied).toBe(true)
    ledger.interrupting = 0
    ledger.recoveringSince = 0
    expect(ledger.occupied).toBe(true)
  })

  it('takes a quarter of the time it has been asked longer, counted from the first question', () => {
    const ledger = new WorkerLedger()
    ledger.recoveringSince = 10_000
    expect(ledger.freeAt(50_000)).toBe(60_000)
  })

  it('must ask as long as one of the lost requests was not asked about', () => {
    const ledger = new WorkerLedger()
    const [asked, not] = [flightFor(), flightFor()]
    for (const flight of [asked, not]) ledger.lose(flight)
    const known = ledger.lost.get(asked.taskId)
    if (known === undefined) throw new Error('it was lost')
    known.doubtful = true
    expect(ledger.mustAsk).toBe(true)
  })

  it('asks again about what is lost again, and remembers of it what it knew', () => {
    const ledger = new WorkerLedger()
    const flight = flightFor()
    ledger.lose(flight)
    const known = ledger.lost.get(flight.taskId)
    expect(known).toMatchObject({ doubtful: false, pausedSince: false, overAt: null })
    if (known === undefined) throw new Error('it was lost')
    Object.assign(known, { doubtful: true, overAt: 7 })
    ledger.lose(flight)
    expect(ledger.lost.get(flight.taskId)).toMatchObject({ doubtful: false, overAt: 7 })
  })

  it('asks about everything again after a pause', () => {
    const ledger = new WorkerLedger()
    ledger.lose(flightFor())
    for (const lost of ledger.lost.values()) lost.doubtful = true
    ledger.paused()
    expect([...ledger.lost.values()]).toMatchObject([{ doubtful: false, pausedSince: true }])
  })

  it('forgets a request that was given up on when its answer comes, and no other', () => {
    const ledger = new WorkerLedger()
    const [late, other] = [flightFor(), flightFor()]
    ledger.flights.push(late, other)
    ledger.abandon(late)
    expect([ledger.flights, [...ledger.abandoned]]).toEqual([[other], [late]])
    ledger.remove(late)
    expect([ledger.flights, ledger.abandoned.size]).toEqual([[other], 0])
  })

  it('takes what was sent with an answered request for open still', () => {
    const ledger = new WorkerLedger()
    const [answered, together] = [flightFor({ now: 10 }), flightFor({ now: 10 })]
    ledger.lose(together)
    ledger.returned = true
    ledger.answered(answered)
    expect([ledger.lost.size, ledger.returned]).toEqual([1, false])
  })

  it('knows nothing at first', () => {
    const { told, returned, recoveringSince, loadingUntil, expectedCheckpoint } = new WorkerLedger()
    expect({ told, returned, recoveringSince, loadingUntil, expectedCheckpoint }).toEqual({
      ...{ told: { counters: false, fraction: false }, returned: false, recoveringSince: null },
      ...{ loadingUntil: null, expectedCheckpoint: null },
    })
  })
})
