import { describe, expect, it } from 'vitest'
import { worker } from '../../planning/testing/planning-worker.ts'
import { copiesFor, type Helper, type LateBatch, rescueOf } from './straggler.ts'

const late = (owner: string, remainingSeconds: number, first: number, count: number): LateBatch => ({
  makers: [owner],
  remainingSeconds,
  uncovered: Array.from({ length: count }, (_, offset) => first + offset),
})
const helper = (name: string, ipm: number, busySeconds = 0): Helper => {
  const each = worker(name, ipm, { releaseSeconds: busySeconds })
  return { worker: each, sizing: each, idle: busySeconds === 0 }
}

describe('copies of late batches', () => {
  it('are made when they arrive a fifth and two seconds sooner', () => {
    // 4 images take the helper 12 s.
    expect(copiesFor([late('slow', 16, 8, 4)], [helper('fast', 20)])).toHaveLength(1)
    expect(copiesFor([late('slow', 14.5, 8, 4)], [helper('fast', 20)])).toEqual([])
    expect(copiesFor([late('slow', 4.5, 8, 1)], [helper('fast', 20)])).toEqual([])
  })
  it('are dealt over all who could help, also those that are not idle yet', () => {
    const helpers = [helper('slow-idle', 6), helper('fast-busy', 60, 1)]
    // The fast one makes all four by 5 s; the first image of the slow one would take 10 s.
    expect(copiesFor([late('owner', 60, 0, 4)], helpers)).toEqual([])
    expect(
      rescueOf(
        [late('owner', 60, 0, 4)],
        helpers.map((each) => each.worker),
      ),
    ).toMatchObject({
      shares: [0, 4],
      seconds: 5,
    })
  })
  it('take runs from the end of the latest batch first', () => {
    const copies = copiesFor([late('a', 40, 0, 2), late('b', 60, 10, 4)], [helper('x', 20), helper('y', 20)])
    expect(copies).toEqual([
      { batch: 1, helper: 0, indexes: [12, 13] },
      { batch: 1, helper: 1, indexes: [10, 11] },
    ])
  })
  it('take one run only where indexes have gaps', () => {
    const gaps = { makers: ['a'], remainingSeconds: 90, uncovered: [3, 4, 7] }
    expect(copiesFor([gaps], [helper('x', 20)])[0]?.indexes).toEqual([7])
  })
  it('leave alone batches that gain nothing, though the latest does', () => {
    const rescue = rescueOf([late('a', 100, 0, 2), late('b', 9, 10, 4)], [worker('x', 20)])
    expect(rescue?.batches).toEqual([0])
  })
  it('are never made by the owner itself', () => {
    expect(copiesFor([late('x', 100, 0, 2)], [helper('x', 20)])).toEqual([])
  })
  it('are not made twice', () => {
    expect(copiesFor([{ makers: ['a'], remainingSeconds: 100, uncovered: [] }], [helper('x', 20)])).toEqual(
      [],
    )
    expect(copiesFor([], [helper('x', 20)])).toEqual([])
    expect(copiesFor([late('a', 100, 0, 2)], [])).toEqual([])
  })
})
