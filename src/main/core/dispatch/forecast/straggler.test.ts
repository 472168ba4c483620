import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyFleet, worker } from '../../planning/testing/planning-worker.ts'
import type { Due } from '../request/due.ts'
import { copiesFor, type Helper, type LateBatch, lateOf, mayCopy, rescueOf } from './straggler.ts'

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
  it('are made when they arrive a tenth and 0.3 s sooner', () => {
    // 4 images take the helper 12 s.
    expect(copiesFor([late('slow', 14, 8, 4)], [helper('fast', 20)])).toHaveLength(1)
    expect(copiesFor([late('slow', 13.2, 8, 4)], [helper('fast', 20)])).toEqual([])
    expect(copiesFor([late('slow', 0.4, 8, 1)], [helper('fast', 300)])).toEqual([])
    expect(copiesFor([late('slow', 0.5, 8, 1)], [helper('fast', 300)])).toHaveLength(1)
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

// "A tenth of their remaining time and at least 0.3 s sooner" (docs/scheduling.md); at 20 ipm an image takes 3 s, at 60 ipm 1 s.
describe('copies by numbers', () => {
  const copied = (remainingSeconds: number, count: number, ipm = 20) =>
    copiesFor([late('slow', remainingSeconds, 8, count)], [helper('fast', ipm)]).length === 1

  it('are made where they are sooner by exactly the margin', () => {
    // Six images take 18 s: a tenth of 20 s is 2 s. One takes a second, and 0.3 s is the least.
    expect([copied(20, 6), copied(19.9, 6)]).toEqual([true, false])
    expect([copied(1.31, 1, 60), copied(1.29, 1, 60)]).toEqual([true, false])
  })
  it('count from when the helper is free', () => {
    expect(rescueOf([late('slow', 60, 0, 4)], [worker('a', 20, { releaseSeconds: 5 })])).toEqual({
      ...{ batches: [0], shares: [4], seconds: 17 },
    })
  })
  it('are those of the latest batches that gain, with their shares and their end', () => {
    const rescue = rescueOf(
      [late('a', 30, 0, 2), late('b', 9, 10, 4), late('c', 100, 20, 2)],
      [worker('x', 20), worker('y', 20)],
    )
    // c and a: four images, two each, by 6 s. With b it would be eight, by 12 s.
    expect(rescue).toEqual({ batches: [2, 0], shares: [2, 2], seconds: 6 })
  })
  it('are not made by the maker of a later one of them either', () => {
    // Alone, x makes the two of a by 6 s; for those of x itself nobody is left, so they stay.
    expect(rescueOf([late('a', 60, 0, 2), late('x', 50, 10, 2)], [worker('x', 20)])?.batches).toEqual([0])
    const both = rescueOf([late('a', 60, 0, 2), late('x', 50, 10, 2)], [worker('x', 20), worker('y', 20)])
    expect(both).toEqual({ batches: [0, 1], shares: [0, 4], seconds: 12 })
  })
  it('take indexes in their order, whatever order they come in, and half of the share at a time', () => {
    // Two images each, the first request of them is one.
    const mixed = { makers: ['a'], remainingSeconds: 90, uncovered: [5, 3, 4, 6] }
    expect(copiesFor([mixed], [helper('x', 20), helper('y', 20)])).toEqual([
      { batch: 0, helper: 0, indexes: [6] },
      { batch: 0, helper: 1, indexes: [5] },
    ])
  })
  it('leave their part to those who come back for it', () => {
    // Both get two; the one that is busy for a second takes its part when it is free.
    expect(copiesFor([late('a', 90, 0, 4)], [helper('busy', 20, 1), helper('idle', 20)])).toEqual([
      { batch: 0, helper: 1, indexes: [3] },
    ])
  })
  it('go on with the next batch when all of the latest is taken', () => {
    const copies = copiesFor([late('a', 90, 0, 1), late('b', 60, 10, 1)], [helper('x', 20), helper('y', 20)])
    expect(copies).toEqual([
      { batch: 0, helper: 0, indexes: [0] },
      { batch: 1, helper: 1, indexes: [10] },
    ])
  })
  it('are of the latest that may be copied, though one that may not is later', () => {
    const covered = { makers: ['c'], remainingSeconds: 100, uncovered: [] }
    expect(rescueOf([covered, late('a', 60, 0, 2)], [worker('x', 20)])).toEqual({
      ...{ batches: [1], shares: [2], seconds: 6 },
    })
  })
  it('are none where nobody but the maker is there', () => {
    expect(rescueOf([late('x', 100, 0, 2)], [worker('x', 20)])).toBeNull()
    expect(rescueOf([late('x', 100, 0, 2)], [])).toBeNull()
  })
  it('are cut to the size of a batch of the helper', () => {
    const small = worker('x', 20, { maxBatch: 1 })
    const one = { worker: small, sizing: small, idle: true }
    expect(copiesFor([late('a', 90, 0, 4)], [one])).toEqual([{ batch: 0, helper: 0, indexes: [3] }])
  })
})

describe('what is due, as a candidate', () => {
  const origin = { workerId: 'argon' }
  const by = { workerId: 'laptop' }
  const due = (open: boolean) =>
    ({
      origin,
      by,
      spares: [{ workerId: 'master' }],
      end: { seconds: 40, spread: 4 },
      indexes: [3, 4],
      open,
    }) as unknown as Due

  it('is made by its owner and whoever is first with it, and may be copied while it is open', () => {
    expect(lateOf(due(true))).toEqual({
      ...{ makers: ['argon', 'laptop', 'master'], remainingSeconds: 40, uncovered: [3, 4] },
    })
    expect(lateOf(due(false)).uncovered).toEqual([])
  })
})

describe('the quick look for copies', () => {
  const seconds = fc.double({ min: 0, max: 200, noNaN: true })
  const anyLate = fc
    .array(fc.record({ owner: fc.nat(4), seconds, count: fc.nat(6) }), { minLength: 1, maxLength: 4 })
    .map((raw) => raw.map((each, at) => late(`w${each.owner}`, each.seconds, 10 * at, each.count)))

  it('never misses one, whatever the fleet', () => {
    fc.assert(
      fc.property(anyFleet(6), anyLate, fc.infiniteStream(fc.boolean()), (fleet, batches, idle) => {
        const helpers = fleet.map(
          (each): Helper => ({ worker: each, sizing: each, idle: idle.next().value === true }),
        )
        const idleOnes = helpers.filter((each) => each.idle).map((each) => each.worker)
        if (copiesFor(batches, helpers).length > 0) expect(mayCopy(batches, idleOnes)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('finds none where the latest is due at once, or no idle worker makes one image soon enough', () => {
    expect(mayCopy([late('a', 0.3, 0, 2)], [worker('x', 60_000)])).toBe(false)
    // A minute, less a tenth of it.
    expect(mayCopy([late('a', 60, 0, 2)], [worker('x', 1.1)])).toBe(false)
    expect(mayCopy([late('a', 60, 0, 2)], [worker('x', 1.12)])).toBe(true)
    expect(mayCopy([late('a', 60, 0, 0)], [worker('x', 60)])).toBe(false)
    expect(mayCopy([late('a', 60, 0, 2)], [])).toBe(false)
  })
})
