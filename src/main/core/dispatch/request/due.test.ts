import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flightFor, jobFor } from '../testing/flight.ts'
import { countUnderWay, dueOf, lastDueAt } from './due.ts'

const told = (...args: Parameters<typeof dueOf>) =>
  dueOf(...args).map(({ origin, by, end, indexes, open }) => ({
    ...{ origin: origin.batchId, by: by.batchId, seconds: end.seconds, indexes, open },
  }))

describe('what is on its way', () => {
  it('is due when its request is, in seconds from now, with how far off that may be', () => {
    const job = jobFor(12)
    const one = flightFor({ job, count: 4, computeSeconds: 12, overheadSeconds: 1 })
    const other = flightFor({ job, first: 4, count: 2, now: 2000, startsAt: 3000, computeSeconds: 12 })
    expect(told([one, other], job, 2000)).toEqual([
      { origin: one.batchId, by: one.batchId, seconds: 11, indexes: [0, 1, 2, 3], open: true },
      { origin: other.batchId, by: other.batchId, seconds: 13, indexes: [4, 5], open: true },
    ])
    expect(dueOf([other], job, 2000)[0]?.end.spread).toBeCloseTo(1.2)
  })

  it('is not what is stored, what nobody needs, or what comes beside the job', () => {
    const job = jobFor(12)
    const some = flightFor({ job, count: 4 })
    const lost = flightFor({ job, first: 4, count: 4 })
    const bonus = flightFor({ job, first: 12, count: 2, part: 'bonus' })
    job.claim(1)
    lost.happened({ type: 'lost-the-race' })
    expect(told([some, lost, bonus], job, 0).map(({ indexes }) => indexes)).toEqual([[0, 2, 3]])
    for (const index of [0, 2, 3]) job.claim(index)
    expect(told([some], job, 0)).toEqual([])
  })

  it('is due from whoever is sooner, a copy counted with its original', () => {
    const job = jobFor(12)
    const late = flightFor({ job, count: 4, computeSeconds: 60 })
    const copy = flightFor({ job, first: 2, count: 2, computeSeconds: 10, part: 'copy' })
    expect(told([late, copy], job, 0)).toEqual([
      { origin: late.batchId, by: late.batchId, seconds: 60, indexes: [0, 1], open: true },
      { origin: late.batchId, by: copy.batchId, seconds: 10, indexes: [2, 3], open: true },
    ])
    const slower = flightFor({ job, first: 2, count: 2, computeSeconds: 60, part: 'copy' })
    expect(told([late, slower], job, 0).map(({ by }) => by)).toEqual([late.batchId, late.batchId])
  })

  it('is open to one more copy until three make it', () => {
    const job = jobFor(12)
    const late = flightFor({ job, count: 2, computeSeconds: 60 })
    const copies = [flightFor({ job, count: 1, part: 'copy' }), flightFor({ job, count: 2, part: 'copy' })]
    expect(told([late, ...copies], job, 0).map(({ indexes, open }) => [indexes, open])).toEqual([
      [[0], false],
      [[1], true],
    ])
  })

  it('leaves out copies whose original is not there', () => {
    const job = jobFor(12)
    expect(told([flightFor({ job, part: 'copy' })], job, 0)).toEqual([])
  })
})

describe('what is on its way, counted, and the last of it', () => {
  it('are those that all of it tells, copies included', () => {
    const request = fc.record({
      first: fc.integer({ min: 0, max: 10 }),
      count: fc.integer({ min: 1, max: 4 }),
      computeSeconds: fc.integer({ min: 1, max: 30 }),
      part: fc.constantFrom(...(['share', 'share', 'copy', 'spare', 'bonus'] as const)),
      isLost: fc.constantFrom(false, false, false, true),
    })
    fc.assert(
      fc.property(fc.array(request), fc.array(fc.nat(14)), (requests, claimed) => {
        const job = jobFor(20)
        const flights = requests.map(({ isLost, ...each }) => {
          const flight = flightFor({ job, ...each })
          if (isLost) flight.happened({ type: 'lost-the-race' })
          return flight
        })
        for (const index of claimed) job.claim(index)
        const due = dueOf(flights, job, 2000)
        const last = Math.max(Number.NEGATIVE_INFINITY, ...due.map(({ end }) => end.seconds))
        expect((lastDueAt(flights, job, (flight) => flight.endsAt(2000)) - 2000) / 1000).toBe(last)
        expect(countUnderWay(flights, job)).toBe(due.reduce((sum, { indexes }) => sum + indexes.length, 0))
      }),
    )
  })
})
