import { describe, expect, it } from 'vitest'
import { plainText, reason } from '../../../shared/words/catalogue.ts'
import { inWords } from '../../../shared/words/say.ts'
import { planJob } from './plan.ts'
import type { PlanningWorker } from './planning-worker.ts'
import { worker } from './testing/planning-worker.ts'

const plan = (images: number, mode: 'exact' | 'bonus', workers: PlanningWorker[], stepScaling = false) =>
  planJob({ images, mode, stepScaling, steps: 20, graceSeconds: 3, workers })
const dealt = (result: ReturnType<typeof plan>) =>
  Object.fromEntries(result.shares.map((share) => [share.name, [share.images, share.bonus]]))
const seedFleet = (master = 14.9) => [worker('argon', 5), worker('master', master), worker('laptop', 20)]

describe('N + bonus', () => {
  it('deals 12 + 8 + 3 to 20, 14.9 and 5 ipm in 36 s', () => {
    const result = plan(12, 'bonus', seedFleet())
    expect(dealt(result)).toEqual({ laptop: [12, 0], master: [0, 8], argon: [0, 3] })
    expect(result.makespanSeconds).toBeCloseTo(36)
    expect(result.bonus).toBe(11)
  })
  it('gives master 9 at exactly 15 ipm', () => {
    expect(dealt(plan(12, 'bonus', seedFleet(15)))).toMatchObject({ master: [0, 9] })
  })
  it('deals 4 each to three equals, without bonus', () => {
    const result = plan(12, 'bonus', [worker('a', 20), worker('b', 20), worker('c', 20)])
    expect(dealt(result)).toEqual({ a: [4, 0], b: [4, 0], c: [4, 0] })
  })
  it('keeps Reserve complementary however fast it is', () => {
    const result = plan(12, 'bonus', [worker('a', 20), worker('b', 20, { lane: 'reserve' })])
    expect(dealt(result)).toEqual({ a: [12, 0], b: [0, 12] })
  })
  it('lets Reserve do the work when nobody is active', () => {
    expect(dealt(plan(12, 'bonus', [worker('b', 20, { lane: 'reserve' })]))).toEqual({ b: [12, 0] })
  })
  it('takes a worker that is busy for long for a slow one', () => {
    const result = plan(6, 'bonus', [worker('free', 20), worker('busy', 20, { releaseSeconds: 9 })])
    expect(dealt(result)).toEqual({ free: [6, 0], busy: [0, 3] })
  })
  it('fits bonus images into the slack with the overhead of every request', () => {
    const slow = worker('slow', 6, { overheadSeconds: 2, maxBatch: 1 })
    // 36 s of slack, 12 s a request.
    expect(dealt(plan(12, 'bonus', [worker('fast', 20), slow]))).toEqual({ fast: [12, 0], slow: [0, 3] })
  })
  it('gives no bonus to a worker that cannot hold an image', () => {
    expect(dealt(plan(12, 'bonus', [worker('fast', 20), worker('slow', 6, { maxBatch: 0 })]))).toEqual({
      fast: [12, 0],
    })
  })
  it('has at least one real-time worker without any grace', () => {
    const workers = [worker('a', 20), worker('b', 19)]
    const strict = planJob({
      images: 4,
      mode: 'bonus',
      stepScaling: false,
      steps: 20,
      graceSeconds: 0,
      workers,
    })
    expect(dealt(strict)).toEqual({ a: [4, 0], b: [0, 3] })
  })
  it('takes for real-time who lags by less than the grace, and not by all of it', () => {
    // An equal share is two images: 6 s at 20 ipm, 9 s at 13 1/3 ipm, exactly the grace of 3 s later.
    const secondsPerImage = 4.5
    const lagging = (by: number) =>
      plan(4, 'bonus', [worker('a', 20), worker('b', 20, { secondsPerImage: secondsPerImage + by })])
    const real = (by: number) => lagging(by).shares.map(({ complementary }) => complementary)
    expect(real(0)).toEqual([false, true])
    expect(real(-0.001)).toEqual([false, false])
  })
  it('marks who is complementary', () => {
    expect(plan(12, 'bonus', seedFleet()).shares.map(({ complementary }) => complementary)).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('step scaling', () => {
  const workers = [worker('fast', 60), worker('slow', 10)]
  it('lets a worker that fits no image make one with the steps that fit', () => {
    // 2 s of slack, 6 s an image of 20 steps.
    const scaled = plan(2, 'bonus', workers, true).shares.find(({ name }) => name === 'slow')
    expect(scaled).toMatchObject({ bonus: 1, steps: 6 })
    expect(scaled?.finishSeconds).toBeLessThanOrEqual(2)
  })
  it('is off unless asked for', () => {
    expect(plan(2, 'bonus', workers).bonus).toBe(0)
  })
  it('makes nothing where not even one step fits', () => {
    expect(plan(2, 'bonus', [worker('fast', 60), worker('slow', 0.4)], true).bonus).toBe(0)
  })
  it('leaves alone whoever fits a whole image', () => {
    const shares = plan(12, 'bonus', seedFleet(), true).shares
    expect(shares.every(({ steps }) => steps === null)).toBe(true)
  })
})

describe('Exactly N', () => {
  it('leaves out a worker whose one image would end after everybody else, and says why', () => {
    const result = plan(4, 'exact', [worker('fast', 60), worker('slow', 1)])
    expect(dealt(result)).toEqual({ fast: [4, 0] })
    expect(result.leftOut.map(({ name, reason }) => [name, inWords(reason)])).toEqual([
      ['slow', 'one image would take it 60 s; the others finish in 4 s'],
    ])
  })
  it('names the reason of everybody who may not take part', () => {
    const result = plan(4, 'exact', [
      worker('a', 20),
      worker('b', 20, { ineligible: plainText('checkpoint dreamshaper_8 is missing') }),
      worker('c', 20, { lane: 'off' }),
      worker('d', 20, { maxBatch: 0 }),
      worker('e', 20, { lane: 'reserve' }),
    ])
    expect(Object.fromEntries(result.leftOut.map(({ name, reason }) => [name, inWords(reason)]))).toEqual({
      b: 'checkpoint dreamshaper_8 is missing',
      c: 'switched off',
      d: 'one image of this size does not fit into memory',
      e: 'held in reserve',
    })
  })
  it('asks nobody who is off, also where nobody else is there', () => {
    for (const mode of ['exact', 'bonus'] as const) {
      const result = plan(4, mode, [worker('a', 20, { lane: 'off' })])
      expect([dealt(result), result.measured]).toEqual([{}, 0])
    }
  })
  it('uses Reserve only when no Active worker can', () => {
    const reserve = worker('spare', 20, { lane: 'reserve' })
    expect(dealt(plan(4, 'exact', [worker('a', 20), reserve]))).toEqual({ a: [4, 0] })
    expect(
      dealt(
        plan(4, 'exact', [worker('a', 20, { ineligible: plainText('checkpoint x is missing') }), reserve]),
      ),
    ).toEqual({ spare: [4, 0] })
  })
  it('loads a checkpoint only where that pays', () => {
    const cold = worker('cold', 60, { warm: false, releaseSeconds: 25 })
    const warm = worker('warm', 20)
    expect(dealt(plan(4, 'exact', [cold, warm]))).toEqual({ warm: [4, 0] })
    // 100 images take the warm one 300 s alone: 25 s of loading are well spent.
    expect(dealt(plan(100, 'exact', [cold, warm]))).toEqual({ cold: [69, 0], warm: [31, 0] })
  })
  it('has no makespan when nobody can work', () => {
    expect(plan(4, 'exact', [worker('a', 20, { ineligible: plainText('switched off') })])).toMatchObject({
      makespanSeconds: null,
      spreadSeconds: null,
      lowerBoundSeconds: null,
      shares: [],
    })
  })
  it('tells finish, requests and spread of every share', () => {
    const result = plan(12, 'exact', [worker('a', 20, { overheadSeconds: 0.5, releaseSeconds: 2 })])
    expect(result.shares).toEqual([
      expect.objectContaining({ images: 12, batches: [4, 4, 4], releaseSeconds: 2, finishSeconds: 39 }),
    ])
    expect(result.makespanSeconds).toBe(39)
    expect(result.spreadSeconds).toBeGreaterThan(0)
    expect(result.spreadSeconds).toBeLessThan(5)
  })
  it('names workers nobody has measured', () => {
    const result = plan(2, 'exact', [worker('new', 5, { unmeasured: true }), worker('a', 20)])
    expect(result.unmeasured).toEqual([{ workerId: 'new', name: 'new' }])
  })
  it('notes what those who take part ignore, and says nothing of the others', () => {
    const result = plan(2, 'exact', [
      worker('a', 20, { ignores: ['VAE soft', 'clip skip 2', 'the variation'].map(plainText) }),
      worker('b', 20, { ignores: [plainText('VAE soft')] }),
      worker('slow', 0.01, { ignores: [plainText('VAE soft')] }),
      worker('c', 20, { ignores: [plainText('VAE soft')], ineligible: plainText('switched off') }),
    ])
    expect(result.notes.map((each) => ({ ...each, note: inWords(each.note) }))).toEqual([
      { workerId: 'a', name: 'a', note: 'ignores VAE soft; clip skip 2; the variation' },
      { workerId: 'b', name: 'b', note: 'ignores VAE soft' },
    ])
  })
  it('tells who is measured, who is being measured and who is neither, of those that take part', () => {
    const result = plan(2, 'exact', [
      worker('a', 20),
      worker('b', 20, { measuring: true }),
      worker('c', 20, { unmeasured: true, measuring: false }),
      worker('d', 20, { lane: 'off', measuring: true, unmeasured: true }),
    ])
    expect(result).toMatchObject({
      ...{
        measured: 2,
        measuring: [{ workerId: 'b', name: 'b' }],
        unmeasured: [{ workerId: 'c', name: 'c' }],
      },
    })
  })
  it('says of an idle worker whether it is too slow, or the others are as quick without it', () => {
    // 4 images at 3 s: two each for a and b, done after 6 s. Of c one image takes 1 s + 2 s + 3.6 s, of d 6 s.
    const result = plan(4, 'exact', [
      worker('a', 20),
      worker('b', 20),
      worker('c', 20, { secondsPerImage: 3.6, overheadSeconds: 2, releaseSeconds: 1 }),
      worker('d', 10, { order: 1 }),
    ])
    expect(result.leftOut.map(({ workerId, name, reason }) => [workerId, name, reason])).toEqual([
      ['c', 'c', reason('planning.too-slow', { seconds: 7, othersSeconds: 6 })],
      ['d', 'd', reason('planning.others-sooner')],
    ])
  })
  it('promises no end to a request for no image', () => {
    expect(plan(0, 'exact', [worker('a', 20)])).toMatchObject({ shares: [], makespanSeconds: null, bonus: 0 })
  })
  it('tells the least time that was possible and, for one image, its spread', () => {
    const result = plan(1, 'exact', [worker('a', 20, { overheadSeconds: 0.5, spread: 0.1 })])
    expect(result.makespanSeconds).toBeCloseTo(3.5)
    expect(result.lowerBoundSeconds).toBeCloseTo(3)
    // completion.test.ts: 0.35 s x 0.974 x 2.25.
    expect(result.spreadSeconds).toBeCloseTo(0.767, 2)
  })
  it('asks for ends of main images only: what is made beyond them has no part in the makespan', () => {
    // 36 s for 12 images; the others fill the slack, and are not waited for.
    const result = plan(12, 'bonus', seedFleet())
    expect(
      result.shares.map(({ name, finishSeconds }) => [name, Math.round(finishSeconds * 10) / 10]),
    ).toEqual([
      ['argon', 36],
      ['master', 32.2],
      ['laptop', 36],
    ])
    const alone = plan(12, 'exact', [worker('laptop', 20)])
    expect(result.makespanSeconds).toBe(alone.makespanSeconds)
    expect(result.spreadSeconds).toBe(alone.spreadSeconds)
  })
  it('opens a job with a small request on every worker, and no second one', () => {
    const [a, b] = plan(24, 'bonus', [worker('a', 20), worker('b', 10)]).shares
    // Half of what is left each time, the first alone.
    expect(a?.batches).toEqual([1, 8, 8, 4, 2, 1])
    expect(b).toMatchObject({ images: 0, bonus: 12, batches: [1, 6, 3, 1, 1] })
  })
})
