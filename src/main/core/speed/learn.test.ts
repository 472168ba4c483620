import { describe, expect, it } from 'vitest'
import { normal, seededRandom } from '../dispatch/testing/seeded-random.ts'
import { OUTLIER_KEY } from './corrections.ts'
import { learn } from './learn.ts'
import { estimate, freshSpeed, predictSeconds, withBenchmark } from './model.ts'
import { isProven } from './proven.ts'
import { benchmarked, observed, paramsFor, type Truth, trained, worstError } from './testing/true-speed.ts'

const never = (): never => {
  throw new Error('no benchmark')
}
const SIZES = [1, 2, 4, 8]
const truth = (more: Partial<Truth> = {}): Truth => ({
  secondsPerImage: 3,
  overheadSeconds: 0,
  gain: () => 1,
  ...more,
})
const repeated = (counts: readonly number[], times: number) =>
  Array.from({ length: times * counts.length }, (_, nth) => counts[nth % counts.length] ?? 1)

describe('learning from batches', () => {
  it.each([
    ['half as fast as measured', truth({ secondsPerImage: 6 })],
    ['three times as fast as measured', truth({ secondsPerImage: 1 })],
    ['with an overhead nobody measured', truth({ overheadSeconds: 2 })],
    ['with cheaper images in larger batches', truth({ gain: (b) => 0.5 + 0.5 / b })],
    [
      'different in all of that',
      truth({ secondsPerImage: 4, overheadSeconds: 1, gain: (b) => 0.6 + 0.4 / b }),
    ],
  ])('comes to predict a worker %s', (_, real) => {
    const before = worstError(benchmarked(20), real, SIZES)
    const after = worstError(trained(benchmarked(20), real, repeated(SIZES, 12)), real, SIZES)
    expect(before).toBeGreaterThan(0.2)
    expect(after).toBeLessThan(0.125)
  })

  it('is most of the way there after three batches', () => {
    const real = truth({ secondsPerImage: 6 })
    expect(worstError(trained(benchmarked(20), real, [1, 1, 1]), real, [1])).toBeLessThan(0.15)
  })

  it.each([1, 5, 90])(
    'takes the first batch of a worker nobody has measured for its measurement: %d images a minute',
    (ipm) => {
      const first = learn(freshSpeed(), observed(60 / ipm))
      expect(first.firstIpm).toBeCloseTo(ipm)
      expect(predictSeconds(first, paramsFor(), 1, 'common')).toBeCloseTo(60 / ipm)
      expect(isProven(first, paramsFor(), 'common', 0)).toBe(true)
      expect(learn(first, observed(120 / ipm)).firstIpm).toBeCloseTo(ipm)
      expect(withBenchmark(first, benchmarked(20).benchmark ?? never()).firstIpm).toBeUndefined()
    },
  )

  it('learns nothing of the speed from a first batch that was interrupted, or loaded a checkpoint for nobody knows how long', () => {
    expect(learn(freshSpeed(), observed(3, { tainted: true })).firstIpm).toBeUndefined()
    expect(learn(freshSpeed(), observed(23, { loadSeconds: 20 })).firstIpm).toBeUndefined()
  })

  it('measures a worker by what came after the load in its first batch', () => {
    const first = learn(freshSpeed(), observed(23, { loadSeconds: 20, sinceLoadSeconds: 3 }))
    expect(first.loadSeconds).toEqual({ mean: 20, n: 1 })
    expect(first.firstIpm).toBeCloseTo(20)
    expect(isProven(first, paramsFor(), 'common', 0)).toBe(true)
    const tainted = observed(23, { loadSeconds: 20, sinceLoadSeconds: 3, tainted: true })
    expect(learn(freshSpeed(), tainted).firstIpm).toBeUndefined()
  })

  it('sees through noise', () => {
    const random = seededRandom(5)
    const noise = () => Math.exp(0.15 * normal(random) - 0.15 ** 2 / 2)
    const real = truth({ secondsPerImage: 5, gain: (b) => 0.6 + 0.4 / b })
    const speed = trained(benchmarked(20, { gainAt4: 0.7 }), real, repeated(SIZES, 30), noise)
    expect(worstError(speed, real, SIZES)).toBeLessThan(0.15)
    expect(estimate(speed, paramsFor(), 'common').spread).toBeCloseTo(0.15, 1)
  })

  it('follows a worker that becomes slower', () => {
    const settled = trained(benchmarked(20), truth(), repeated([2], 50))
    const slower = trained(settled, truth({ secondsPerImage: 9 }), repeated([2], 12))
    expect(worstError(slower, truth({ secondsPerImage: 9 }), [2])).toBeLessThan(0.125)
  })

  it('leaves a right prediction alone', () => {
    const speed = benchmarked(20, { overheadSeconds: 0.4, gainAt4: 0.7 })
    const seconds = predictSeconds(speed, paramsFor(), 4, 'common')
    const after = learn(speed, observed(seconds, { count: 4 }))
    for (const count of SIZES) {
      const change =
        predictSeconds(after, paramsFor(), count, 'common') /
        predictSeconds(speed, paramsFor(), count, 'common')
      expect(Math.abs(change - 1)).toBeLessThan(0.02)
    }
  })

  it('takes less time for a lesson about the speed, not about gains, when it was a batch of one', () => {
    const after = learn(benchmarked(20, { gainAt4: 0.7 }), observed(6))
    expect(after.batchGain).toEqual(benchmarked(20, { gainAt4: 0.7 }).batchGain)
    expect(predictSeconds(after, paramsFor(), 1, 'common')).toBeGreaterThan(3.5)
  })

  it('blames the gain for a surprise at a size never tried, the speed at one known well', () => {
    const known = trained(
      benchmarked(20, { gainAt4: 0.8 }),
      truth({ gain: (b) => 0.733 + 0.267 / b }),
      [1, 4, 1, 4, 1, 4],
    )
    const seconds = predictSeconds(known, paramsFor(), 8, 'common')
    const after = learn(known, observed(seconds * 0.8, { count: 8 }))
    const moved = (count: number) =>
      predictSeconds(after, paramsFor(), count, 'common') /
      predictSeconds(known, paramsFor(), count, 'common')
    expect(moved(8)).toBeLessThan(0.88)
    expect(moved(1)).toBeGreaterThan(0.95)
  })
})

describe('what teaches nothing', () => {
  const speed = benchmarked(20, { overheadSeconds: 0.5 })

  it('a batch that was interrupted or retried', () => {
    expect(learn(speed, observed(50, { tainted: true }))).toBe(speed)
  })
  it('a batch that loaded a checkpoint, except how long that takes', () => {
    const after = learn(speed, observed(20, { loadSeconds: 16, sinceLoadSeconds: 4 }))
    expect(after).toEqual({ ...speed, loadSeconds: { mean: 16, n: 1 }, updatedAt: 2 })
  })
  it.each([3.5 * 5.1, 3.5 / 5.1])('a batch more than five times off: %d s instead of 3.5', (seconds) => {
    const after = learn(speed, observed(seconds))
    expect(predictSeconds(after, paramsFor(), 1, 'common')).toBe(
      predictSeconds(speed, paramsFor(), 1, 'common'),
    )
    expect(after.corrections[OUTLIER_KEY]).toMatchObject({ n: 1 })
  })
  it('a time that is none', () => {
    expect(learn(speed, observed(0))).toBe(speed)
    expect(learn(speed, observed(Number.NaN))).toBe(speed)
  })
  it('an overhead hidden behind another request', () => {
    const after = learn(benchmarked(20), observed(5, { waited: true }))
    expect(after.overheadSeconds.n).toBe(0)
  })
})

describe('outliers in a row', () => {
  const slow = (times: number, speed = benchmarked(60)) =>
    trained(speed, truth({ secondsPerImage: 30 }), repeated([1], times))

  it('are believed when there are three of them', () => {
    expect(predictSeconds(slow(2), paramsFor(), 1, 'common')).toBeCloseTo(1)
    expect(predictSeconds(slow(3), paramsFor(), 1, 'common')).toBeGreaterThan(10)
    expect(worstError(slow(40), truth({ secondsPerImage: 30 }), [1])).toBeLessThan(0.1)
  })
  it('are forgotten with the first batch that is as expected', () => {
    const after = learn(slow(2), observed(1))
    expect(after.corrections[OUTLIER_KEY]).toBeUndefined()
    expect(predictSeconds(slow(2, after), paramsFor(), 1, 'common')).toBeCloseTo(1)
  })
  it('are not believed when they contradict each other', () => {
    const after = [30, 0.1, 30, 0.1, 30].reduce(
      (speed, seconds) => learn(speed, observed(seconds)),
      benchmarked(60),
    )
    expect(predictSeconds(after, paramsFor(), 1, 'common')).toBeCloseTo(1)
  })
})

describe('the hierarchy of corrections', () => {
  it('trusts a level with n observations n/(n+3) against its parent', () => {
    const after = learn(benchmarked(20), observed(6, { waited: true }))
    // Three levels, each with one observation of 2: 1/4 of the way, three times.
    const expected = 2 - 0.75 ** 3
    expect(estimate(after, paramsFor(), 'common').secondsPerImage).toBeCloseTo(3 * expected)
  })
  it('carries what one checkpoint taught over to another, weakly', () => {
    const after = repeated([1], 30).reduce(
      (speed) => learn(speed, observed(6, { waited: true })),
      benchmarked(20),
    )
    const here = estimate(after, paramsFor(), 'common').secondsPerImage
    const there = estimate(after, paramsFor({ checkpoint: 'other' }), 'other').secondsPerImage
    expect(here).toBeCloseTo(6, 1)
    expect(there).toBeGreaterThan(5)
    expect(there).toBeLessThan(here)
  })
  it('keeps what is particular to a sampler and a size to itself', () => {
    const large = paramsFor({ width: 1024, height: 1024 })
    let speed = trained(benchmarked(20), truth(), repeated([1], 20))
    const expected = predictSeconds(speed, large, 1, 'common')
    for (let nth = 0; nth < 20; nth++)
      speed = learn(speed, observed(expected * 1.5, { params: large, waited: true }))
    expect(predictSeconds(speed, large, 1, 'common') / expected).toBeCloseTo(1.5, 1)
    // The wider levels heard of it too, but the narrow one, known well, has the last word.
    expect(predictSeconds(speed, paramsFor(), 1, 'common')).toBeLessThan(3.3)
  })
  it('starts anew with a benchmark', () => {
    const learned = trained(benchmarked(20), truth({ secondsPerImage: 6 }), repeated([1, 4], 5))
    const again = withBenchmark(
      { ...learned, longestRequestSeconds: 6, sizeStepPx: 64 },
      {
        ipm: 10,
        minIpm: 9,
        maxIpm: 11,
        at: 9,
        checkpoint: null,
        version: null,
      },
    )
    expect(again.corrections).toEqual({})
    expect([again.longestRequestSeconds, again.sizeStepPx]).toEqual([undefined, undefined])
    expect(again.loadSeconds).toEqual(learned.loadSeconds)
    expect(estimate(again, paramsFor(), 'common').secondsPerImage).toBeCloseTo(6)
  })
  it('does not grow without end', () => {
    let speed = benchmarked(20)
    for (let nth = 0; nth < 1000; nth++)
      speed = learn(
        speed,
        observed(3, { params: paramsFor({ checkpoint: `c${nth}` }), checkpoint: `c${nth}` }),
      )
    expect(Object.keys(speed.corrections).length).toBeLessThanOrEqual(400)
    expect(speed.corrections['']?.n).toBe(1000)
  })
})

describe('the spread', () => {
  it('shrinks while predictions hold and grows when they do not', () => {
    const fresh = estimate(benchmarked(20), paramsFor(), 'common').spread
    const steady = estimate(
      trained(benchmarked(20), truth(), repeated([1], 20)),
      paramsFor(),
      'common',
    ).spread
    const wild = trained(
      benchmarked(20),
      truth(),
      repeated([1], 20),
      (
        (random) => () =>
          random() < 0.5 ? 0.6 : 1.4
      )(seededRandom(1)),
    )
    expect(fresh).toBeCloseTo(0.1)
    expect(steady).toBeLessThan(0.05)
    expect(estimate(wild, paramsFor(), 'common').spread).toBeGreaterThan(0.25)
  })
})

/** How a surprise is shared (docs/scheduling.md, "What a batch teaches"), at 20 ipm: 3 s an image, a spread of 0.1. */
describe('a surprise by numbers', () => {
  it('is shared by overhead and speed in the measure in which each is doubted', () => {
    // 1 s too long. The overhead is doubted by 0.5 s, 3 s of compute by hypot(0.1, 0.2) of them: 0.25 / (0.25 + 0.45) of 1 s.
    const after = learn(benchmarked(20), observed(4))
    expect(after.overheadSeconds.mean).toBeCloseTo(0.35714, 5)
    expect(after.overheadSeconds.n).toBe(1)
    // The rest is the speed's: (4 - 0.35714) / 3.
    expect(after.corrections['']?.mean).toBeCloseTo(1.21429, 5)
    expect(after.squaredError).toEqual({ mean: expect.closeTo(1 / 9, 10), n: 1 })
    expect(after.updatedAt).toBe(2)
  })
  it("is the overhead's by a third of it, at least by 0.15 s, once that was seen", () => {
    const surprised = (overheadSeconds: number) =>
      learn(benchmarked(20, { overheadSeconds }), observed(overheadSeconds + 4)).overheadSeconds
    // 0.15^2 / (0.15^2 + 0.45); 0.5^2 / (0.5^2 + 0.45)
    expect(surprised(0.3).mean).toBeCloseTo(0.3 + 0.047619, 5)
    expect(surprised(1.5).mean).toBeCloseTo(1.5 + 0.357143, 5)
    expect(surprised(0.3).n).toBe(4)
  })
  it('never makes an overhead negative, nor compute less than a twentieth', () => {
    const after = learn(benchmarked(20, { overheadSeconds: 0.3 }), observed(0.9))
    // 2.4 s too short, of which 0.0476 are the overhead's: (0.9 - 0.1857) / 3.
    expect(after.overheadSeconds.mean).toBeCloseTo(0.18571, 5)
    expect(after.corrections['']?.mean).toBeCloseTo(0.2381, 4)
    const none = learn(benchmarked(20, { overheadSeconds: 0.05 }), observed(0.9))
    expect(none.overheadSeconds.mean).toBe(0)
    const hidden = learn(benchmarked(20, { overheadSeconds: 3 }), observed(2, { waited: true }))
    expect(hidden.corrections['']?.mean).toBeCloseTo(0.1 / 3, 10)
  })
  it('is hidden from the overhead where it waited, or nobody knows', () => {
    const { waited: _waited, ...unknown } = observed(4)
    for (const each of [observed(4, { waited: true }), unknown]) {
      const after = learn(benchmarked(20, { overheadSeconds: 0.5 }), each)
      expect(after.overheadSeconds).toEqual({ mean: 0.5, n: 3 })
      expect(after.corrections['']?.mean).toBeCloseTo(3.5 / 3, 10)
    }
  })
  it('is shared by gain and speed where a batch is larger than one', () => {
    // 12 s predicted, 9.6 s seen. The gain is doubted by 0.15, the speed by 0.2: 0.8 ^ (0.0225 / 0.0625).
    const after = learn(benchmarked(20), observed(9.6, { count: 4, waited: true }))
    expect(after.batchGain[4]?.mean).toBeCloseTo(0.92281, 4)
    expect(after.batchGain[4]?.n).toBe(1)
    // The gain predicted moves to (0.92281 + 0.16) / 1.16, the speed takes what it leaves: 0.8 / 0.93346.
    expect(after.corrections['']?.mean).toBeCloseTo(0.85702, 4)
  })
  it("is the gain's the more, the better the speed for such requests is known", () => {
    const known = (n: number) => ({
      ...benchmarked(20),
      corrections: { 'checkpoint:common|Euler a|Automatic|18': { mean: 1, n } },
    })
    // Three observations: the speed is doubted by 0.2 / sqrt 4. 0.8 ^ (0.0225 / 0.0325).
    const after = learn(known(3), observed(9.6, { count: 4, waited: true }))
    expect(after.batchGain[4]?.mean).toBeCloseTo(0.85686, 4)
  })
  it('counts for no more than all of the prediction in the spread, and for a tenth once that is settled', () => {
    expect(learn(benchmarked(20), observed(12)).squaredError).toEqual({ mean: 1, n: 1 })
    const settled = { ...benchmarked(20), squaredError: { mean: 0.01, n: 50 } }
    // 3.6 s: a fifth off. 0.01 + 0.1 x (0.04 - 0.01).
    expect(learn(settled, observed(3.6)).squaredError).toEqual({ mean: expect.closeTo(0.013, 10), n: 51 })
  })
})

describe('the limits of what is believed', () => {
  it('a batch exactly five times off is learned from, one beyond is not', () => {
    const learned = (seconds: number) => learn(benchmarked(60), observed(seconds)).corrections[OUTLIER_KEY]
    expect([learned(5), learned(0.2)]).toEqual([undefined, undefined])
    expect(learned(5.01)).toEqual({ mean: expect.closeTo(5.01, 10), n: 1 })
    expect(learned(0.199)).toEqual({ mean: expect.closeTo(0.199, 10), n: 1 })
  })
  it('outliers agree to within a factor of two, that included', () => {
    const row = (...seconds: number[]) =>
      seconds.reduce((speed, each) => learn(speed, observed(each, { at: each })), benchmarked(60))
    expect(row(6, 12).corrections[OUTLIER_KEY]).toEqual({ mean: 9, n: 2 })
    expect(row(6, 12.1).corrections[OUTLIER_KEY]).toEqual({ mean: expect.closeTo(12.1, 10), n: 1 })
    expect(row(12, 6).corrections[OUTLIER_KEY]).toEqual({ mean: 9, n: 2 })
    expect(row(12, 5.9).corrections[OUTLIER_KEY]).toEqual({ mean: expect.closeTo(5.9, 10), n: 1 })
    expect(row(6, 12).updatedAt).toBe(12)
  })
  it('a load that took less than nothing took none', () => {
    expect(learn(benchmarked(20), observed(2, { loadSeconds: -1 })).loadSeconds).toEqual({ mean: 0, n: 1 })
  })
  it('a first batch is measured without its overhead, but never as less than a twentieth of its time', () => {
    const first = (overhead: number) =>
      learn({ ...freshSpeed(), overheadSeconds: { mean: overhead, n: 3 } }, observed(3))
    expect(first(1).firstIpm).toBeCloseTo(30)
    expect(first(10).firstIpm).toBeCloseTo(60 / 0.15)
    // It is what the speed is measured by, so it is exactly as predicted.
    expect(first(1).corrections).toEqual({
      ...{ '': { mean: 1, n: 1 }, 'checkpoint:common': { mean: 1, n: 1 } },
      'checkpoint:common|Euler a|Automatic|18': { mean: 1, n: 1 },
    })
  })
})
