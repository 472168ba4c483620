import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../shared/words/catalogue.ts'
import type { Clock } from '../../ports.ts'
import { flightFor } from '../testing/flight.ts'

describe('when a request is expected to be over', () => {
  const request = flightFor({
    now: 1000,
    startsAt: 3000,
    loadSeconds: 5,
    computeSeconds: 12,
    overheadSeconds: 2.5,
  })

  it('is after what is in front of it, its load and its compute for the server, and after the overhead too for its answer, in ms', () => {
    expect(request.computeEndsAt(1000)).toBe(20_000)
    expect(request.endsAt(1000)).toBe(22_500)
  })

  it('is as uncertain as a tenth of its compute and of its overhead', () => {
    expect(flightFor({ overheadSeconds: 0 }).endSpreadMs(0)).toBe(1200)
    expect(flightFor({ overheadSeconds: 5 }).endSpreadMs(0)).toBe(Math.hypot(1200, 500))
  })

  it('is drawn with its overhead', () => {
    const toWall = (fleetMs: number) => 1e6 + fleetMs
    expect(request.view(toWall, 1000)).toMatchObject({
      predictedStartAt: 1_003_000,
      predictedEndAt: 1_022_500,
    })
  })

  it('is no slower than its progress was, however late a look shows that it is over', () => {
    const looked = {
      betweenLooksMs: 1000,
      mayStandStill: false,
      computeSeconds: 2,
      loadSeconds: 0,
      mayLoad: false,
    }
    const told = { pulse: '', preview: null }
    const short = flightFor({ computeSeconds: 2, overheadSeconds: 5 })
    short.noteLook({ ...told, at: 'active', fraction: 0.45 }, 900, looked)
    short.noteLook({ ...told, at: 'active', fraction: 0.95 }, 1900, looked)
    short.noteLook({ ...told, at: 'idle', fraction: null }, 4000, looked)
    expect(short.computeEndsAt(4000)).toBe(4000)
    expect(short.slowness(4000)).toBe(1)
  })

  it('leaves none of its compute once its answer is due', () => {
    expect(request.left(22_500).ms).toBe(0)
    expect(request.left(12_500).ms).toBe(10_000)
  })
})

describe('what is told of a request', () => {
  const because = plainText('it was too slow')
  const asleep = (ms: number) => ({ slept: () => ms }) as Clock

  it('is what it makes: the indexes of its run', () => {
    const flight = flightFor({ first: 4, count: 3 })
    expect([...flight.indexes()]).toEqual([4, 5, 6])
    expect([3, 4, 6, 7].map((index) => flight.makes(index))).toEqual([false, true, true, false])
  })

  it('is its part, and whether somebody needs it', () => {
    const copy = flightFor({ part: 'copy' })
    expect([copy.copy, copy.bonus, copy.wanted]).toEqual([true, false, true])
    const bonus = flightFor({ part: 'bonus' })
    expect([bonus.copy, bonus.bonus]).toEqual([false, true])
    copy.happened({ type: 'made-room' })
    expect(copy.wanted).toBe(false)
  })

  it('is whether its pictures can be trusted, and who stopped it', () => {
    const flight = flightFor()
    const state = () => [flight.spoilt, flight.interrupted, flight.stoppedByOthers]
    expect(state()).toEqual([false, false, false])
    flight.happened({ type: 'interrupt-nearby' })
    expect(state()).toEqual([true, false, false])
    flight.happened({ type: 'interrupt-sent' })
    expect(state()).toEqual([true, true, false])
    const other = flightFor()
    other.happened({ type: 'stopped-there' })
    expect([other.spoilt, other.interrupted, other.stoppedByOthers]).toEqual([true, false, true])
    other.happened({ type: 'interrupt-sent' })
    expect([other.interrupted, other.stoppedByOthers]).toEqual([true, true])
  })

  it('is told to whoever watches: every change, and apart when nobody needs it', () => {
    const flight = flightFor()
    const heard: string[] = []
    flight.whenChanged(() => heard.push('changed'))
    flight.whenUnwanted(() => heard.push('unwanted'))
    flight.happened({ type: 'stopped-there' })
    flight.happened({ type: 'lost-the-race' })
    flight.happened({ type: 'lost-the-race' })
    flight.happened({ type: 'job-over' })
    expect(heard).toEqual(['changed', 'changed', 'unwanted', 'changed', 'changed', 'unwanted'])
  })

  it('is how it stands, from its way to the disk', () => {
    const flight = flightFor({ now: 1000, startsAt: 1000 })
    const told = () => [flight.stateName, flight.late, flight.endedAt, flight.answer?.at ?? null]
    expect(told()).toEqual(['computing', false, null, null])
    flight.happened({ type: 'answer-begins', at: 9000, word: null })
    expect(told()).toEqual(['computing', false, null, 9000])
    flight.happened({ type: 'ended', at: 9500 })
    expect(told()).toEqual(['computing', false, 9500, null])
    flight.happened({ type: 'stored' })
    expect(told()).toEqual(['stored', false, 9500, null])
    expect(flight.view((ms) => ms, 9999)).toMatchObject({
      endedAt: 9500,
      predictedEndAt: 9500,
      startedAt: 1000,
    })
  })

  it('is that it was given up on, why, and that its answer is late', () => {
    const flight = flightFor({ startsAt: 5000 })
    expect([flight.stateName, flight.returnedBecause]).toEqual(['sent', null])
    expect(flight.view((ms) => ms, 0)).toMatchObject({
      startedAt: null,
      endedAt: null,
      returnedBecause: null,
    })
    flight.happened({ type: 'given-up', at: 7000, because })
    expect([flight.stateName, flight.late, flight.returnedBecause]).toEqual(['returned', true, because])
    flight.happened({ type: 'answer-begins', at: 8000, word: null })
    expect(flight.answer?.at).toBe(8000)
    flight.happened({ type: 'ended', at: 9000 })
    expect([flight.late, flight.endedAt, flight.answer]).toEqual([true, 9000, null])
    flight.happened({ type: 'nothing-came' })
    expect([flight.stateName, flight.late, flight.returnedBecause]).toEqual(['returned', false, because])
  })

  it('begins no sooner than what is in front of it is over, unless it was seen to have begun', () => {
    const flight = flightFor({ startsAt: 3000, computeSeconds: 10 })
    flight.expectStart(2000)
    expect(flight.progress.startsAt).toBe(3000)
    flight.expectStart(4000)
    expect(flight.computeEndsAt(0)).toBe(14_000)
    expect([flight.computeEndsAt(0, 3000), flight.computeEndsAt(0, 6000)]).toEqual([14_000, 16_000])
    const looked = { betweenLooksMs: 1000, mayStandStill: false }
    flight.noteLook({ at: 'active', fraction: null, pulse: 'a', preview: null }, 7000, looked)
    flight.expectStart(9000)
    expect(flight.progress.startsAt).toBe(7000)
    expect(flight.computeEndsAt(7000, 9000)).toBe(17_000)
  })

  it('is whether there is a preview of it', () => {
    const flight = flightFor()
    const shown = () => flight.view((ms) => ms, 0).hasPreview
    expect(shown()).toBe(false)
    const looked = { betweenLooksMs: 1000, mayStandStill: false }
    flight.noteLook({ at: 'active', fraction: null, pulse: 'a', preview: Uint8Array.of(1) }, 500, looked)
    expect(shown()).toBe(true)
  })

  it('is heard of, or not', () => {
    const flight = flightFor()
    flight.notHeard(true)
    expect(flight.progress.unheard).toBe(true)
    flight.heard(700)
    expect([flight.progress.unheard, flight.progress.heardAt]).toEqual([false, 700])
    flight.notHeard(false)
    expect(flight.progress.unheard).toBe(false)
    flight.bytesCame(1, 900)
    expect(flight.progress.pulseAt).toBe(900)
    flight.bytesCame(1, 1000)
    expect(flight.progress.pulseAt).toBe(900)
    flight.bytesCame(1023, 1100)
    expect(flight.progress.pulseAt).toBe(1100)
  })

  it('is whether this machine slept since it was sent', () => {
    const flight = flightFor()
    expect([flight.slept(asleep(0)), flight.slept(asleep(1)), flight.slept({} as Clock)]).toEqual([
      false,
      true,
      false,
    ])
    flight.woke(5000)
    expect([flight.progress.lostTrack, flight.progress.pulseAt]).toEqual([true, 5000])
  })
})

describe('how slow a request is', () => {
  const looked = { betweenLooksMs: 1000, mayStandStill: false }
  const told = { pulse: '', preview: null }

  it('is its compute over its forecast, the load left out', () => {
    expect(flightFor({ computeSeconds: 10, loadSeconds: 5 }).slowness(0)).toBeCloseTo(1)
  })
  it('goes by the last share that was seen before its end', () => {
    const flight = flightFor({ computeSeconds: 10 })
    for (const [fraction, at] of [
      [0.1, 1000],
      [0.2, 8000],
      [0.8, 10_000],
    ] as const)
      flight.noteLook({ ...told, at: 'active', fraction }, at, { ...looked, betweenLooksMs: 1000 })
    flight.noteLook({ ...told, at: 'idle', fraction: null }, 30_000, looked)
    // 0.8 of it after 10 s are 12.5 s of 10.
    expect(flight.slowness(30_000)).toBe(1.25)
  })
  it('is 1 where it was gone before a share of it was seen', () => {
    const flight = flightFor({ computeSeconds: 10 })
    flight.noteLook({ ...told, at: 'active', fraction: 0 }, 1000, looked)
    flight.noteLook({ ...told, at: 'idle', fraction: null }, 40_000, looked)
    expect(flight.slowness(40_000)).toBe(1)
  })
  it('is what its end shows, where that is less than the share before it', () => {
    const flight = flightFor({ computeSeconds: 10 })
    // Half of it after 10 s would be twice as slow; it was over after 15 s.
    flight.noteLook({ ...told, at: 'active', fraction: 0.5 }, 10_000, { ...looked, betweenLooksMs: 10_000 })
    flight.noteLook({ ...told, at: 'idle', fraction: null }, 15_000, looked)
    expect(flight.progress.startsAt).toBe(0)
    expect(flight.slowness(15_000)).toBe(1.5)
  })
  it('leaves, when its answer begins, what forecast and overhead say', () => {
    const flight = flightFor({ computeSeconds: 10, overheadSeconds: 2 })
    expect(flight.left(8000).ms).toBe(4000)
    expect(flight.left(12_000).ms).toBe(0)
  })
})
