import { describe, expect, it } from 'vitest'
import { worker } from '../../planning/testing/planning-worker.ts'
import { Deal } from './deal.ts'

const fast = worker('fast', 40)
const slow = worker('slow', 20)

describe('the deal of a round', () => {
  it('gives a worker that pulls the first batch of its share', () => {
    const deal = new Deal([fast, slow], 12)
    expect(deal.batchFor(fast)).toBe(4)
    expect(deal.batchFor(slow)).toBe(2)
  })
  it('goes on where it was within the round', () => {
    const deal = new Deal([fast, slow], 12)
    deal.took('fast', 4)
    expect(deal.batchFor(fast)).toBe(2)
    deal.took('fast', 4)
    expect(deal.batchFor(fast)).toBe(0)
  })
  it('sends as much as fits at once where nobody is there to rebalance with', () => {
    expect(new Deal([fast, worker('snail', 0.1)], 12).batchFor(fast)).toBe(8)
  })
  it('has nothing for whom it does not know, or whom the others do not need', () => {
    const deal = new Deal([fast, worker('snail', 0.1)], 4)
    expect(deal.batchFor(worker('snail', 0.1))).toBe(0)
    expect(deal.batchFor(worker('stranger', 100))).toBe(0)
  })
  it('tells when the last of them is made, and who makes how many', () => {
    // 8 at 1.5 s and 4 at 3 s.
    const deal = new Deal([fast, slow], 12)
    expect([deal.finishSeconds, deal.leftFor('fast'), deal.leftFor('slow')]).toEqual([12, 8, 4])
    expect([deal.view('fast'), deal.view('stranger')]).toEqual([fast, null])
    expect(new Deal([], 12).finishSeconds).toBe(0)
  })
  it('tells how much later each worker is for the jobs behind', () => {
    const deal = new Deal([fast, slow], 12)
    expect(deal.secondsAhead('fast')).toBeCloseTo(8 * 1.5)
    deal.took('fast', 8)
    expect(deal.secondsAhead('fast')).toBe(0)
    expect(deal.secondsAhead('stranger')).toBe(0)
  })
})
