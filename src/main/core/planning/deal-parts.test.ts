import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuMs } from '../../../shared/testing/growth.ts'
import { dealParts, type PartShare, type PartToDeal } from './deal-parts.ts'
import { finishSeconds } from './exact.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { anyFleet, worker } from './testing/planning-worker.ts'

/** Parts with a checkpoint each, over machines that have the one that `loaded` names and take `load` seconds for another. */
function grid(
  fleet: readonly PlanningWorker[],
  loaded: readonly (string | null)[],
  parts: readonly { checkpoint: string; images: number; factor?: number }[],
  load: number,
): PartToDeal[] {
  return parts.map(({ checkpoint, images, factor = 1 }) => ({
    checkpoint,
    images,
    workers: fleet.map((each, at) => {
      const loadSeconds = loaded[at] === checkpoint ? 0 : load
      return {
        ...each,
        secondsPerImage: each.secondsPerImage * factor,
        loadSeconds,
        releaseSeconds: each.releaseSeconds + loadSeconds,
      }
    }),
  }))
}

const endOf = (shares: readonly (readonly PartShare[])[]) =>
  Math.max(0, ...shares.flat().map((share) => share.finishSeconds))
const made = (shares: readonly (readonly PartShare[])[]) =>
  shares.map((part) => part.reduce((sum, { images }) => sum + images, 0))
const loadsBy = (shares: readonly (readonly PartShare[])[], parts: readonly PartToDeal[]) => {
  const loads = new Map<string, Set<string | null>>()
  for (const [at, part] of shares.entries())
    for (const { worker: id } of part) {
      const set = loads.get(id) ?? new Set()
      loads.set(id, set.add(parts[at]?.checkpoint ?? null))
    }
  return loads
}
const THREE = [worker('a', 60), worker('b', 60), worker('c', 60)]

describe('parts with checkpoints to load', () => {
  it('go to one worker each where there are as many as workers', () => {
    const parts = grid(
      THREE,
      [null, null, null],
      ['x', 'y', 'z'].map((checkpoint) => ({ checkpoint, images: 20 })),
      20,
    )
    const shares = dealParts(parts)
    expect(made(shares)).toEqual([20, 20, 20])
    expect([...loadsBy(shares, parts).values()].map((set) => set.size)).toEqual([1, 1, 1])
    expect(endOf(shares)).toBeCloseTo(40, 0)
  })

  it('stay where they are loaded', () => {
    const parts = grid(
      THREE,
      ['y', 'z', 'x'],
      ['x', 'y', 'z'].map((checkpoint) => ({ checkpoint, images: 20 })),
      20,
    )
    const shares = dealParts(parts)
    expect(shares.map((part) => part.map((share) => share.worker))).toEqual([['c'], ['a'], ['b']])
    expect(endOf(shares)).toBeCloseTo(20, 0)
  })

  it('are split over as many workers as it takes, and no more', () => {
    // 200 images at one a second over three workers and four loads: 280 s of work.
    const parts = grid(
      THREE,
      [null, null, null],
      ['x', 'y'].map((checkpoint) => ({ checkpoint, images: 100 })),
      20,
    )
    const shares = dealParts(parts)
    expect(made(shares)).toEqual([100, 100])
    expect(endOf(shares)).toBeLessThan(96)
    expect([...loadsBy(shares, parts).values()].reduce((sum, set) => sum + set.size, 0)).toBe(4)
  })

  it('are not loaded for what the others have done by then', () => {
    const parts = grid(THREE, ['x', 'x', null], [{ checkpoint: 'x', images: 20 }], 60)
    const shares = dealParts(parts)
    expect(shares[0]?.map((share) => share.worker).sort()).toEqual(['a', 'b'])
  })

  it('begin with what is loaded, and go on with the other', () => {
    const parts = grid(
      [worker('a', 60)],
      ['y'],
      [
        { checkpoint: 'x', images: 30 },
        { checkpoint: 'y', images: 10 },
      ],
      5,
    )
    const shares = dealParts(parts)
    expect(shares[1]?.[0]).toMatchObject({ startSeconds: 0, finishSeconds: 10 })
    expect(shares[0]?.[0]).toMatchObject({ startSeconds: 15, finishSeconds: 45 })
  })

  it('are left out where nobody can make them', () => {
    const able = grid(THREE, [null, null, null], [{ checkpoint: 'x', images: 3 }], 1)
    expect(made(dealParts([{ images: 4, checkpoint: 'y', workers: [] }, ...able]))).toEqual([0, 3])
    expect(dealParts([])).toEqual([])
  })

  it('are dealt whole, each image once, and never above what one worker alone would need', () => {
    const cases = fc.record({
      fleet: anyFleet(6),
      groups: fc.array(
        fc.record({
          checkpoint: fc.constantFrom('x', 'y', 'z', 'w'),
          images: fc.integer({ min: 1, max: 40 }),
          factor: fc.double({ min: 0.3, max: 4, noNaN: true }),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      load: fc.double({ min: 0, max: 60, noNaN: true }),
    })
    fc.assert(
      fc.property(cases, ({ fleet, groups, load }) => {
        const parts = grid(
          fleet,
          fleet.map(() => null),
          groups,
          load,
        )
        const shares = dealParts(parts)
        expect(made(shares)).toEqual(groups.map(({ images }) => images))
        const checkpoints = new Set(groups.map(({ checkpoint }) => checkpoint)).size
        const alone = fleet
          .filter(({ maxBatch }) => maxBatch > 0)
          .map(
            (each) =>
              each.releaseSeconds +
              checkpoints * load +
              groups.reduce(
                (sum, { images, factor }) =>
                  sum +
                  finishSeconds(
                    { ...each, releaseSeconds: 0, secondsPerImage: each.secondsPerImage * factor },
                    images,
                  ),
                0,
              ),
          )
        expect(endOf(shares)).toBeLessThanOrEqual(Math.min(...alone) * 1.01 + 1e-6)
      }),
    )
  })

  it('take milliseconds for hundreds of parts over dozens of workers', async () => {
    const fleet = Array.from({ length: 30 }, (_, at) => worker(`w${at}`, 10 + at))
    const parts = grid(
      fleet,
      fleet.map(() => null),
      Array.from({ length: 300 }, (_, at) => ({
        checkpoint: `c${at % 20}`,
        images: 10,
        factor: 1 + (at % 7),
      })),
      20,
    )
    expect(made(dealParts(parts)).every((images) => images === 10)).toBe(true)
    expect(await cpuMs(() => dealParts(parts))).toBeLessThan(1500)
  })
})
