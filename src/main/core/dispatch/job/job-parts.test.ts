import { describe, expect, it } from 'vitest'
import type { GenerationRequest } from '../../../../shared/generation.ts'
import { RequestRuns } from '../../runs/request-runs.ts'
import { range } from '../testing/expectations.ts'
import { requestFor } from '../testing/world.ts'
import { IndexPool } from './index-pool.ts'
import { JobParts } from './job-parts.ts'

/** Two numbers of steps, with two CFG scales each: those do not change what an image costs. */
const grid: Partial<GenerationRequest> = {
  grid: {
    axes: [
      { field: 'cfg-scale', values: ['5', '7'] },
      { field: 'steps', values: ['10', '30'] },
    ],
  },
}
const partsOf = (request: GenerationRequest, one = new IndexPool(0, 0)) =>
  new JobParts(new RequestRuns(request, { seed: 1, subseed: 1 }), one)
const indexes = (parts: JobParts) =>
  parts.all.map(({ pool }) => pool.runs().flatMap(({ first, count }) => range(count, first)))

describe('the parts of a job', () => {
  it('are one of an ordinary job, with the pool it was given', () => {
    const pool = new IndexPool(0, 5)
    const parts = partsOf(requestFor(5), pool)
    expect(parts.all).toHaveLength(1)
    expect([parts.first.pool, parts.first.first, parts.size]).toEqual([pool, 0, 5])
    expect(parts.of(4)).toBe(parts.first)
  })

  it('have the images of the runs that cost the same, and where they begin', () => {
    const parts = partsOf(requestFor(3, grid))
    expect(indexes(parts)).toEqual([range(6), range(6, 6)])
    expect(parts.all.map(({ first, params }) => [first, params.steps])).toEqual([
      [0, 10],
      [6, 30],
    ])
    expect([parts.of(5), parts.of(6)]).toEqual([parts.all[0], parts.all[1]])
  })

  it('take images and give them back where they belong', () => {
    const parts = partsOf(requestFor(3, grid))
    expect([parts.remove(7), parts.remove(7), parts.size]).toEqual([true, false, 11])
    expect(indexes(parts)[1]).toEqual([6, 8, 9, 10, 11])
    parts.put(7)
    expect(indexes(parts)).toEqual([range(6), range(6, 6)])
  })

  it('are open as long as images of them wait; the first stands for all that are done', () => {
    const parts = partsOf(requestFor(3, grid))
    expect(parts.open).toEqual(parts.all)
    for (const index of range(6)) parts.remove(index)
    expect(parts.open).toEqual([parts.all[1]])
    parts.clear()
    expect([parts.size, parts.open]).toEqual([0, [parts.first]])
    const plain = partsOf(requestFor(1), new IndexPool(0, 0))
    expect(plain.open).toEqual([plain.first])
  })
})
