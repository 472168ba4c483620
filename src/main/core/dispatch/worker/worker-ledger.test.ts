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

  it('is free when its checkpoint is loaded, and a load that is late may take longer still', () => {
    const ledger = new WorkerLedger()
    ledger.loadingUntil = 20_000
    expect([ledger.freeAt(5000), ledger.freeAt(40_000)]).toEqual([20_000, 45_000])
    expect(ledger.occupied).toBe(true)
  })

  it('is not free while it is asked about lost requests', () => {
    const ledger = new WorkerLedger()
    ledger.recoveringSince = 0
    expect([ledger.freeAt(0), ledger.freeAt(40_000)]).toEqual([1000, 50_000])
  })
})
