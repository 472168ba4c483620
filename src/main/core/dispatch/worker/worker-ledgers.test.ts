import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import { flightFor, jobFor } from '../testing/flight.ts'
import { WorkerLedgers } from './worker-ledgers.ts'

const [argon, laptop] = [WorkerId.parse('argon'), WorkerId.parse('laptop')]

describe('the ledgers of a fleet', () => {
  it('are one for each worker, made when it is first asked for', () => {
    const ledgers = new WorkerLedgers()
    const of = ledgers.of(argon)
    expect(ledgers.of(argon)).toBe(of)
    expect(ledgers.of(laptop)).not.toBe(of)
    expect([...ledgers.all()]).toEqual([of, ledgers.of(laptop)])
  })
  it('know the requests of all workers, those of a job, and those given up on', () => {
    const ledgers = new WorkerLedgers()
    const [job, other] = [jobFor(), jobFor()]
    const [first, second, third, late] = [job, other, job, job].map((each) => flightFor({ job: each }))
    if (!first || !second || !third || !late) throw new Error('four requests')
    for (const flight of [first, second]) ledgers.of(argon).add(flight)
    for (const flight of [third, late]) ledgers.of(laptop).add(flight)
    expect([...ledgers.makersOf(job, 0)]).toEqual([first, third, late])
    ledgers.of(laptop).abandon(late)
    expect(ledgers.flights()).toEqual([first, second, third])
    expect(ledgers.flightsOf(job)).toEqual([first, third])
    expect(ledgers.flightsOf(jobFor())).toEqual([])
    expect([...ledgers.makersOf(job, 0)]).toEqual([first, third])
    expect([ledgers.hasFlights(job), ledgers.hasFlights(jobFor())]).toEqual([true, false])
    expect(ledgers.abandoned()).toEqual([late])
  })
})
