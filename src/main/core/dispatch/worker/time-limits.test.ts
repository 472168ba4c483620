import { describe, expect, it } from 'vitest'
import type { FleetWorker } from '../../ports.ts'
import { withBenchmark } from '../../speed/model.ts'
import { createWorld, steady } from '../testing/world.ts'
import { mostWithin, TimeLimits } from './time-limits.ts'

const [argon] = createWorld([{ truth: steady('argon', 5) }]).fleet.workers()
if (argon === undefined) throw new Error('no worker')
const lived = (ageSeconds: number, predictedSeconds = ageSeconds) => ({ ageSeconds, predictedSeconds })

function limits() {
  const kept: (number | null)[] = []
  const times = new TimeLimits((_, seconds) => kept.push(seconds))
  const cut = (age: number, predicted?: number) => times.cut(argon as FleetWorker, lived(age, predicted))
  const answered = (age: number, predicted?: number) =>
    times.answered(argon as FleetWorker, lived(age, predicted))
  const restarted = () => times.restarted((argon as FleetWorker).id)
  return { kept, cut, answered, restarted, allowed: () => times.allowedSeconds(argon as FleetWorker) }
}

describe('how long a request to a worker may take', () => {
  it('is learned from two cuts in a row at about the same age', () => {
    const { kept, cut, allowed } = limits()
    expect(cut(60.4, 96)).toBeNull()
    expect(allowed()).toBe(Number.POSITIVE_INFINITY)
    expect(cut(60.1, 96)).toBe(60.1)
    expect([allowed(), kept]).toEqual([60.1, [60.1]])
  })

  it('is learned with shorter requests answered between, not with one as long', () => {
    const shorter = limits()
    shorter.cut(60)
    shorter.answered(40)
    expect(shorter.cut(60)).toBe(60)
    const longer = limits()
    longer.cut(60)
    longer.answered(70)
    expect(longer.cut(60)).toBeNull()
  })

  it('is not learned from cuts between which the server was started anew', () => {
    const { kept, cut, restarted } = limits()
    cut(60)
    restarted()
    expect(cut(60)).toBeNull()
    expect(kept).toEqual([])
  })

  it.each([
    ['different ages', [20, 40, 80]],
    ['the first seconds', [1, 1, 1]],
    ['ages at which a server crashed twice', [6, 8, 7]],
  ])('is not learned from cuts at %s', (_, ages) => {
    const { kept, cut } = limits()
    for (const age of ages) cut(age)
    expect(kept).toEqual([])
  })

  it('allows less where predictions fall short of it', () => {
    const { cut, allowed } = limits()
    cut(60, 96)
    cut(60, 96)
    cut(60, 50)
    expect(allowed()).toBeCloseTo(35)
  })

  it('is tried again after twenty requests near it, and after twice as many when that was in vain', () => {
    const { cut, answered, allowed } = limits()
    cut(60)
    cut(60)
    for (let request = 0; request < 20; request++) answered(50)
    expect(allowed()).toBe(90)
    cut(60, 72)
    expect(allowed()).toBe(60)
    for (let request = 0; request < 39; request++) answered(50)
    expect(allowed()).toBe(60)
    answered(50)
    expect(allowed()).toBe(90)
  })

  it('is forgotten when a longer request is answered', () => {
    const { kept, cut, answered, allowed } = limits()
    cut(60)
    cut(60)
    answered(72)
    expect([allowed(), kept]).toEqual([Number.POSITIVE_INFINITY, [60, null]])
  })

  it('is forgotten with a new benchmark, and learned anew after it', () => {
    const { speed } = argon
    const record = { ipm: 5, minIpm: 5, maxIpm: 5, at: 1, checkpoint: null, version: null }
    const kept: (number | null)[] = []
    const times = new TimeLimits((_, seconds) => kept.push(seconds))
    const known = { ...argon, speed: { ...speed, longestRequestSeconds: 60 } }
    expect(times.allowedSeconds(known)).toBe(60)
    const measured = { ...argon, speed: withBenchmark(known.speed, { ...record, at: 7 }) }
    expect(times.allowedSeconds(measured)).toBe(Number.POSITIVE_INFINITY)
    expect([times.cut(measured, lived(60)), times.cut(measured, lived(60))]).toEqual([null, 60])
    expect(kept).toEqual([60])
  })

  it('takes two cuts again after a new benchmark: those it was learned from count no more', () => {
    const record = { ipm: 5, minIpm: 5, maxIpm: 5, checkpoint: null, version: null }
    const times = new TimeLimits()
    const before = { ...argon, speed: withBenchmark(argon.speed, { ...record, at: 1 }) }
    expect([times.cut(before, lived(60)), times.cut(before, lived(60))]).toEqual([null, 60])
    const after = { ...argon, speed: withBenchmark(argon.speed, { ...record, at: 2 }) }
    expect([times.cut(after, lived(60)), times.cut(after, lived(60))]).toEqual([null, 60])
  })
})

describe('the largest batch in that time', () => {
  const view = { overheadSeconds: 1, secondsPerImage: 10, batchGain: () => 1, spread: 0.1, maxBatch: 8 }

  it('is predicted to be done in it with two spreads to spare', () => {
    expect(mostWithin(view, 60, 60)).toBe(4)
    expect(mostWithin(view, Number.POSITIVE_INFINITY, 60)).toBe(8)
  })

  it('is one as long as one can be expected to pass, else none', () => {
    expect(mostWithin({ ...view, secondsPerImage: 55 }, 40, 60)).toBe(1)
    expect(mostWithin({ ...view, secondsPerImage: 65 }, 40, 60)).toBe(0)
  })
})

describe('the limits of what counts', () => {
  it('a cut in the first 15 s tells nothing, from then on it does', () => {
    const at = (age: number) => {
      const { cut } = limits()
      cut(age)
      return cut(age)
    }
    expect([at(14.9), at(15)]).toEqual([null, 15])
  })
  it('two ages are the same within a tenth of the smaller one, or 2 s', () => {
    const pair = (first: number, second: number) => {
      const { cut } = limits()
      cut(first)
      return cut(second)
    }
    expect([pair(16, 18), pair(16, 18.1)]).toEqual([16, null])
    expect([pair(100, 110), pair(110, 100), pair(100, 110.5)]).toEqual([100, 100, null])
  })
  it('an answer as old as the last cut shows that such requests pass', () => {
    const { cut, answered } = limits()
    cut(60)
    answered(60)
    expect(cut(60)).toBeNull()
  })
  it('an answer at about the limit, however little above it, does not lift it', () => {
    const { cut, answered, allowed } = limits()
    cut(60)
    cut(60)
    answered(66)
    expect(allowed()).toBe(60)
    answered(66.5)
    expect(allowed()).toBe(Number.POSITIVE_INFINITY)
  })
  it('a request that was predicted to take less than 0.6 of what is allowed earns no longer one', () => {
    const allowedAfter = (predicted: number) => {
      const { cut, answered, allowed } = limits()
      cut(60)
      cut(60)
      for (let request = 0; request < 20; request++) answered(predicted)
      return allowed()
    }
    expect([allowedAfter(35.9), allowedAfter(36)]).toEqual([60, 90])
  })
  it('what is allowed rises to the limit first, then beyond it', () => {
    const { cut, answered, allowed } = limits()
    cut(60)
    cut(60)
    // Predictions fell short: 0.7 x 60.
    cut(60, 60)
    expect(allowed()).toBeCloseTo(42)
    for (let request = 0; request < 20; request++) answered(41)
    expect(allowed()).toBe(60)
    for (let request = 0; request < 20; request++) answered(59)
    expect(allowed()).toBe(90)
  })
  it('is learned of a worker without a benchmark too', () => {
    const times = new TimeLimits()
    const fresh = { ...argon, speed: { ...argon.speed, benchmark: null } }
    expect([times.cut(fresh, lived(60)), times.cut(fresh, lived(60))]).toEqual([null, 60])
    expect(times.allowedSeconds(fresh)).toBe(60)
  })
  it('what came with the worker is forgotten when a longer request is answered, though its record still says so', () => {
    const kept: (number | null)[] = []
    const times = new TimeLimits((_, seconds) => kept.push(seconds))
    const known = { ...argon, speed: { ...argon.speed, longestRequestSeconds: 60 } }
    times.cut(known, lived(60, 50))
    expect(times.allowedSeconds(known)).toBeCloseTo(35)
    times.answered(known, lived(90))
    expect(kept).toEqual([null])
  })
})

describe('the largest batch in a time, by numbers', () => {
  const view = { overheadSeconds: 1, secondsPerImage: 10, batchGain: () => 1, spread: 0.1, maxBatch: 8 }

  it('may be predicted, with two spreads, to take exactly what is allowed', () => {
    // (1 + 4 x 10) x 1.2 = 49.2
    expect([mostWithin(view, 49.2, 60), mostWithin(view, 49.1, 60)]).toEqual([4, 3])
  })
  it('counts on the gain of batches', () => {
    // (1 + 8 x 10 x 0.5) x 1.2 = 49.2
    expect(mostWithin({ ...view, batchGain: () => 0.5 }, 49.2, 60)).toBe(8)
  })
  it('is one where one is predicted to take exactly the limit, or what is allowed if that is more', () => {
    expect(mostWithin({ ...view, secondsPerImage: 59 }, 40, 60)).toBe(1)
    expect(mostWithin({ ...view, secondsPerImage: 59.1 }, 40, 60)).toBe(0)
    expect(mostWithin({ ...view, secondsPerImage: 80 }, 90, 60)).toBe(1)
  })
  it('is what the worker can hold where that is none', () => {
    expect(mostWithin({ ...view, maxBatch: 0 }, 40, 60)).toBe(0)
  })
})
