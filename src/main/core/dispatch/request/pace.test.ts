import { describe, expect, it } from 'vitest'
import { type Forecast, Pace } from './pace.ts'

const forecast = (more: Partial<Forecast> = {}): Forecast => ({
  startsAt: 0,
  loadMs: 0,
  computeMs: 20_000,
  steps: 20,
  spread: 0.05,
  ...more,
})

/** A request that really takes so long, looked at every second until `untilMs`, as sdwui shows it: whole steps. */
function watched(tookMs: number, untilMs: number, loadMs = 0): Pace {
  const pace = new Pace(true)
  for (let at = 1000; at <= untilMs; at += 1000)
    pace.note(Math.floor(Math.min(1, Math.max(0, (at - loadMs) / tookMs)) * 20) / 20, at)
  return pace
}
const endAfter = (tookMs: number, untilMs: number, given: Partial<Forecast> = {}) =>
  watched(tookMs, untilMs, given.loadMs).end(untilMs, forecast(given))

describe('when a request will be over', () => {
  it('is as forecast while nothing is seen of it', () => {
    expect(new Pace().end(5000, forecast())).toEqual({ at: 20_000, spreadMs: 1000 })
  })
  it('is later the longer a silent one is overdue', () => {
    const at = (now: number) => new Pace().end(now, forecast()).at
    expect(at(24_000)).toBe(28_000)
    expect(at(60_000)).toBe(100_000)
  })
  it.each([4000, 10_000, 16_000])(
    'stays within one look of the forecast when its pace agrees (after %d ms)',
    (now) => {
      expect(Math.abs(endAfter(20_000, now).at - 20_000)).toBeLessThan(1000)
    },
  )
  it.each([
    ['three times slower', 60_000],
    ['thirty times slower', 600_000],
  ])('follows the pace of one that is %s', (_, took) => {
    const { at } = endAfter(took, Math.max(12_000, took * 0.15))
    expect(at).toBeGreaterThan(took * 0.85)
    expect(at).toBeLessThan(took * 1.15)
  })
  it('follows the pace of one that is twice as fast', () => {
    expect(endAfter(10_000, 6000).at).toBeLessThan(11_500)
  })
  it('suspects one that tells its progress and makes none for half of its time', () => {
    expect(endAfter(1_000_000, 11_000).at).toBeGreaterThan(100_000)
    expect(endAfter(1_000_000, 9000).at).toBe(20_000)
  })
  it('notices one that comes to a standstill on the way', () => {
    const pace = watched(20_000, 10_000)
    for (let at = 11_000; at <= 18_000; at += 1000) pace.note(0.5, at)
    expect(pace.end(18_000, forecast()).at).toBeGreaterThan(60_000)
  })
  it('takes steps that fell between two looks for no portion of its progress, once they are slow enough to be seen', () => {
    // Twenty steps of 86 ms, looked at each 250 ms; from 1.5 s on a step takes 5 s.
    const pace = new Pace()
    const seen = (at: number) => (at < 1500 ? Math.floor(at / 86) / 20 : at < 3000 ? 0.85 : 0.9)
    for (let at = 250; at <= 5500; at += 250) pace.note(seen(at), at)
    // Two are left, the next is silent for 2.5 s where one of 1.5 s was seen: it takes twice as long again, at least.
    expect(pace.end(5500, forecast({ computeMs: 1720 })).at).toBeGreaterThanOrEqual(5500 + 2 * 2500)
  })
  it('knows that a server tells its progress in portions where it was seen to stand before each', () => {
    const pace = new Pace()
    for (let at = 1000; at <= 12_000; at += 1000) pace.note(Math.floor(at / 5000) / 4, at)
    // 0.25 at 5 s, 0.5 at 10 s, and 2 s of silence since: nothing is late yet.
    expect(pace.end(12_000, forecast()).at).toBeLessThan(21_000)
  })
  it('goes by the present pace where it changed', () => {
    const pace = watched(20_000, 10_000)
    // The second half at a third of the speed.
    for (let at = 11_000; at <= 25_000; at += 1000) pace.note(0.5 + Math.floor((at - 10_000) / 3000) / 20, at)
    const { at } = pace.end(25_000, forecast())
    expect(at).toBeGreaterThan(36_000)
    expect(at).toBeLessThan(44_000)
  })
  it('believes the newest step once it is more than twice as slow as the stretch before it', () => {
    // Half of it at 1 s a step, then 5 s a step: after the first slow one nine are left, 45 s, so it is over after 60 s.
    const pace = watched(20_000, 10_000)
    for (let at = 11_000; at <= 15_000; at += 1000) pace.note(0.5 + Math.floor((at - 10_000) / 5000) / 20, at)
    const { at } = pace.end(15_000, forecast())
    expect(at).toBeGreaterThan(56_000)
    expect(at).toBeLessThan(64_000)
  })
  it('is not due at once when its last step takes long: it takes twice as long again', () => {
    const pace = watched(20_000, 19_000)
    for (let at = 20_000; at <= 25_000; at += 1000) pace.note(0.95, at)
    expect(pace.end(25_000, forecast()).at).toBe(37_000)
  })
  it('does not take a load for a slow pace', () => {
    expect(Math.abs(endAfter(20_000, 25_000, { loadMs: 15_000 }).at - 35_000)).toBeLessThan(1500)
    expect(endAfter(20_000, 14_000, { loadMs: 15_000 }).at).toBe(35_000)
  })
  it('is when the server left it, once it has', () => {
    const pace = watched(20_000, 19_000)
    pace.over(20_000)
    pace.over(21_000)
    expect(pace.end(23_000, forecast())).toEqual({ at: 20_000, spreadMs: 0 })
  })
  it('is as forecast where the server tells the same fraction all the time, unless it was seen to move before', () => {
    for (const fraction of [0, 0.01, 0.5, 1]) {
      const pace = new Pace()
      for (let at = 1000; at <= 18_000; at += 1000) pace.note(fraction, at)
      expect(pace.end(18_000, forecast())).toEqual({ at: 20_000, spreadMs: 1000 })
    }
    const pace = new Pace(true)
    for (let at = 1000; at <= 18_000; at += 1000) pace.note(0, at)
    expect(pace.end(18_000, forecast()).at).toBeGreaterThan(100_000)
  })
  it('is open again when a server comes back to it', () => {
    const pace = watched(20_000, 10_000)
    pace.over(11_000)
    expect(pace.left).toEqual({ at: 11_000, looks: 1 })
    pace.notOver()
    expect([pace.left, pace.end(11_000, forecast()).at > 15_000]).toEqual([null, true])
  })
  it('counts from when a share was reached: half a step, or half a look, before it was seen', () => {
    // A fifth of 20 s every 4 s, in steps of 1 s: what was seen after 8 s was there after 7.5 s, and 12 s are left.
    const seldom = new Pace(true)
    seldom.note(0.2, 4000)
    seldom.note(0.4, 8000)
    expect(seldom.end(8000, forecast()).at).toBeCloseTo(19_500)
    // Looked at every quarter of a second, it was there an eighth before.
    const often = new Pace(true)
    for (let at = 250; at <= 8000; at += 250) often.note(Math.floor(at / 1000) / 20, at)
    expect(often.end(8000, forecast()).at).toBeCloseTo(19_875)
  })
  it('is now where all of it was seen done, however long that is told', () => {
    const pace = watched(20_000, 30_000)
    expect(pace.end(30_000, forecast()).at).toBe(30_000)
  })
  it('is as uncertain as half of the time that is left where nothing of it was seen', () => {
    const pace = new Pace(true)
    pace.note(0, 11_000)
    // One step in 11 s at most: nineteen more.
    expect(pace.end(11_000, forecast())).toEqual({ at: 11_000 + 19 * 11_000, spreadMs: (19 * 11_000) / 2 })
  })
  it('is never in the past', () => {
    expect(watched(20_000, 19_000).end(26_000, forecast()).at).toBeGreaterThanOrEqual(26_000)
  })
  it('becomes surer as it goes on', () => {
    expect(endAfter(20_000, 16_000).spreadMs).toBeLessThan(endAfter(20_000, 6000).spreadMs)
  })
})
