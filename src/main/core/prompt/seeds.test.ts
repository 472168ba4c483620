import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../shared/limits.ts'
import { highestSeedOf, resolveSeeds, seedsOfIndex } from './seeds.ts'

describe('resolving seeds', () => {
  it('keeps seeds that were given, zero too', () => {
    expect(resolveSeeds({ seed: 0, subseed: 7 }, () => 0.5)).toEqual({ seed: 0, subseed: 7 })
  })

  it('draws each -1 once, below 2^31 with room for all images of a job', () => {
    const draws = [0, 0.999_999_999_999]
    const random = () => draws.shift() ?? 0
    const { seed, subseed } = resolveSeeds({ seed: -1, subseed: -1 }, random)
    expect(seed).toBe(0)
    expect(subseed).toBeGreaterThan(2 ** 30)
    expect(subseed + 2 * LIMITS.images.max).toBeLessThan(2 ** 31)
    expect(draws).toEqual([])
  })

  it('never draws anything but a whole number from 0 to 2^31', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (draw) => {
        const { seed } = resolveSeeds({ seed: -1, subseed: 0 }, () => draw)
        expect(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31).toBe(true)
      }),
    )
  })
})

describe('the highest seed of a job', () => {
  const job = { images: 12, mode: 'exact', subseedStrength: 0 } as const
  it.each([
    ['the last image', job, 111],
    ['any bonus image', { ...job, mode: 'bonus' }, 111 + LIMITS.images.max],
    ['its only one, with a variation', { ...job, subseedStrength: 0.3 }, 100],
  ] as const)('is that of %s', (_, request, highest) => {
    expect(highestSeedOf(request, { seed: 100, ...request }, request.images)).toBe(highest)
  })
})

describe('the seeds of an index', () => {
  it('count up together without variation', () => {
    expect(seedsOfIndex({ seed: 100, subseed: 7, subseedStrength: 0 }, 5)).toEqual({ seed: 105, subseed: 12 })
  })

  it('count up in the variation seed alone with variation', () => {
    expect(seedsOfIndex({ seed: 100, subseed: 7, subseedStrength: 0.2 }, 5)).toEqual({
      seed: 100,
      subseed: 12,
    })
  })

  it('begin anew with each run of a job', () => {
    const run = { seed: 100, subseed: 7, subseedStrength: 0, runFirst: 8 }
    expect([8, 10].map((index) => seedsOfIndex(run, index))).toEqual([
      { seed: 100, subseed: 7 },
      { seed: 102, subseed: 9 },
    ])
  })

  it('do not wrap around: servers take 64-bit seeds and count on', () => {
    expect(seedsOfIndex({ seed: 2 ** 32 - 1, subseed: 0, subseedStrength: 0 }, 1).seed).toBe(2 ** 32)
  })

  it('are the same however a job is cut into requests that the server numbers itself', () => {
    const params = fc.record({
      seed: fc.nat(2 ** 31 - 1),
      subseed: fc.nat(2 ** 31 - 1),
      subseedStrength: fc.constantFrom(0, 0.4),
    })
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(params, cuts, (given, sizes) => {
        let first = 0
        for (const size of sizes) {
          const sent = seedsOfIndex(given, first)
          for (let k = 0; k < size; k++) {
            // What sdwui does with image k of a request.
            const made = {
              seed: given.subseedStrength === 0 ? sent.seed + k : sent.seed,
              subseed: sent.subseed + k,
            }
            expect(made).toEqual(seedsOfIndex(given, first + k))
          }
          first += size
        }
      }),
    )
  })
})
