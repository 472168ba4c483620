import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IndexPool } from './index-pool.ts'

const listed = (pool: IndexPool) =>
  pool.runs().flatMap(({ first, count }) => Array.from({ length: count }, (_, offset) => first + offset))

describe('a pool of indexes', () => {
  it('hands out consecutive runs from the front', () => {
    const pool = new IndexPool(0, 10)
    expect(pool.take(4)).toEqual({ first: 0, count: 4 })
    expect(pool.take(4)).toEqual({ first: 4, count: 4 })
    expect(pool.take(4)).toEqual({ first: 8, count: 2 })
    expect(pool.take(4)).toBeNull()
    expect(pool.size).toBe(0)
  })

  it('may begin anywhere, as bonus images do', () => {
    expect(new IndexPool(12, 3).take(8)).toEqual({ first: 12, count: 3 })
  })

  it('starts empty when it is given nothing', () => {
    const pool = new IndexPool(0, 0)
    expect(pool.size).toBe(0)
    expect(pool.take(1)).toBeNull()
  })

  it('prefers a run that is long enough over one that comes first', () => {
    const pool = new IndexPool(0, 10)
    for (const index of [2, 3]) pool.remove(index)
    expect(pool.take(5)).toEqual({ first: 4, count: 5 })
  })

  it('takes the longest run whole when none is long enough', () => {
    const pool = new IndexPool(0, 9)
    for (const index of [2, 6]) pool.remove(index)
    expect(pool.runs()).toEqual([
      { first: 0, count: 2 },
      { first: 3, count: 3 },
      { first: 7, count: 2 },
    ])
    expect(pool.take(8)).toEqual({ first: 3, count: 3 })
  })

  it('joins an index that comes back with its neighbours on both sides', () => {
    const pool = new IndexPool(0, 5)
    pool.remove(2)
    pool.put(2)
    expect(pool.runs()).toEqual([{ first: 0, count: 5 }])
  })

  it('counts an index that never left only once', () => {
    const pool = new IndexPool(0, 5)
    pool.put(3)
    expect(pool.size).toBe(5)
  })

  it('hands out nothing that goes over the beginning of a row, and asks only as far as it must', () => {
    const asked = new Set<number>()
    const begins = (index: number) => {
      asked.add(index)
      return index === 3 || index === 4
    }
    const pool = new IndexPool(0, 1000, 'lowest', undefined, begins)
    expect([pool.take(2), pool.take(8), pool.take(8)]).toEqual([
      { first: 0, count: 2 },
      { first: 2, count: 1 },
      { first: 3, count: 1 },
    ])
    expect(Math.max(...asked)).toBeLessThan(5)
    expect(pool.copy(50).take(8)).toEqual({ first: 4, count: 8 })
  })

  it('leaves alone what is to be avoided, wherever it lies in a run', () => {
    const pool = new IndexPool(0, 8)
    const stays = (index: number) => index === 0 || index === 5
    expect(pool.take(8, stays)).toEqual({ first: 1, count: 4 })
    expect(pool.take(2, stays)).toEqual({ first: 6, count: 2 })
    expect(pool.take(1, stays)).toBeNull()
    expect(listed(pool)).toEqual([0, 5])
  })

  it('gives nothing to who asks for nothing', () => {
    const pool = new IndexPool(0, 3)
    expect(pool.take(0)).toBeNull()
    expect(pool.size).toBe(3)
  })

  it('forgets everything when cleared', () => {
    const pool = new IndexPool(0, 3)
    pool.clear()
    expect([pool.size, pool.runs(), pool.has(1)]).toEqual([0, [], false])
  })

  it('holds what a plain set would hold, as sorted runs with gaps between them, whatever is done to it', () => {
    const index = fc.integer({ min: 0, max: 30 })
    const step = fc.oneof(
      fc.record({ do: fc.constant('put' as const), index }),
      fc.record({ do: fc.constant('remove' as const), index }),
      fc.record({
        do: fc.constant('take' as const),
        count: fc.integer({ min: 1, max: 9 }),
        avoid: fc.array(index, { maxLength: 3 }),
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25 }), fc.array(step, { maxLength: 40 }), (count, steps) => {
        const pool = new IndexPool(0, count)
        const model = new Set(Array.from({ length: count }, (_, each) => each))
        for (const each of steps) {
          if (each.do === 'put') {
            pool.put(each.index)
            model.add(each.index)
          } else if (each.do === 'remove') expect(pool.remove(each.index)).toBe(model.delete(each.index))
          else {
            const avoid = new Set(each.avoid)
            const open = [...model].filter((candidate) => !avoid.has(candidate))
            const run = pool.take(each.count, (index) => avoid.has(index))
            expect(run === null).toBe(open.length === 0)
            for (let at = run?.first ?? 0; run !== null && at < run.first + run.count; at++) {
              expect(avoid.has(at)).toBe(false)
              expect(model.delete(at)).toBe(true)
            }
            if (run !== null) expect(run.count).toBeLessThanOrEqual(each.count)
          }
          expect(listed(pool)).toEqual([...model].sort((a, b) => a - b))
          expect(pool.size).toBe(model.size)
          const runs = pool.runs()
          for (const [at, run] of runs.slice(1).entries())
            expect(run.first).toBeGreaterThan((runs[at]?.first ?? 0) + (runs[at]?.count ?? 0))
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the order of the lowest indexes', () => {
  const gappy = () => {
    const pool = new IndexPool(10, 20, 'lowest')
    for (const index of [2, 3, 5]) pool.put(index)
    return pool
  }

  it('fills gaps before it goes on', () => {
    const pool = gappy()
    expect([pool.take(4), pool.take(4), pool.take(4)]).toEqual([
      { first: 2, count: 2 },
      { first: 5, count: 1 },
      { first: 10, count: 4 },
    ])
  })

  it('passes its first or last indexes to another pool', () => {
    const pool = gappy()
    const other = new IndexPool(40, 2)
    pool.pass(4, other, 'first')
    pool.pass(18, other, 'last')
    expect(pool.runs()).toEqual([{ first: 11, count: 1 }])
    expect(other.runs()).toEqual([
      { first: 2, count: 2 },
      { first: 5, count: 1 },
      { first: 10, count: 1 },
      { first: 12, count: 18 },
      { first: 40, count: 2 },
    ])
    expect([pool.size, other.size]).toEqual([1, 24])
    pool.pass(5, other, 'last')
    expect([pool.size, other.size]).toEqual([0, 25])
  })
})
