import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../../shared/ids.ts'
import type { BatchView, WorkerTally } from '../../../../shared/job.ts'
import { plainText, reason } from '../../../../shared/words/catalogue.ts'
import { batchFixture, T0 } from '../../../testing/fixtures.ts'
import { figuresOf, totalFigures } from './worker-figures.ts'

const tally = (patch: Partial<WorkerTally> = {}): WorkerTally => ({
  workerId: WorkerId.parse('laptop'),
  name: 'laptop',
  images: 8,
  bonus: 2,
  busySeconds: 30,
  predictedSeconds: 24,
  idleSeconds: 6,
  failures: 0,
  lastProblem: null,
  ...patch,
})

/** A request between two seconds after the start; without an end it is under way. */
const request = (from: number, until: number | null, patch: Partial<BatchView> = {}): BatchView =>
  batchFixture(
    { id: `${from}-${until}`, worker: 'laptop', first: 0, count: 4 },
    {
      startedAt: T0 + from * 1000,
      endedAt: until === null ? null : T0 + until * 1000,
      state: until === null ? 'computing' : 'stored',
      ...patch,
    },
  )
const sums = { from: T0, until: T0 + 36_000, whole: false }
const stretch = { from: T0, until: T0 + 20_000, whole: true }
const returned = (because: string | null): Partial<BatchView> => ({
  state: 'returned',
  returnedBecause: because === null ? null : plainText(because),
})

describe('the figures of a machine', () => {
  it('are the speed it reached and the one that was forecast, bonus pictures included', () => {
    expect(figuresOf(tally(), [], sums)).toEqual({
      made: 10,
      busySeconds: 30,
      lostSeconds: 0,
      idleSeconds: 6,
      ipm: 20,
      forecastIpm: 25,
    })
  })

  it('know no speed of one that made nothing', () => {
    expect(figuresOf(tally({ images: 0, bonus: 0 }), [], sums)).toMatchObject({
      ipm: null,
      forecastIpm: null,
    })
    expect(figuresOf(tally({ predictedSeconds: 0 }), [], sums).forecastIpm).toBeNull()
  })

  it('count requests that overlap once: their times add up to more than passed', () => {
    const batches = [request(0, 10), request(8, 18), request(19, 24)]
    // Forecast a quarter faster, as its requests were.
    const figures = figuresOf(tally({ busySeconds: 25, predictedSeconds: 20 }), batches, stretch)
    expect(figures.busySeconds).toBe(23)
    expect(figures.ipm).toBeCloseTo(26.09, 2)
    expect(figures.forecastIpm).toBeCloseTo(26.09 * 1.25, 1)
    // What came after the last asked-for image is worked, but not idled away.
    expect(figures.idleSeconds).toBe(1)
  })

  it('tell lost time from idle time', () => {
    const batches = [request(0, 10), request(10, 13, returned('Reset.')), request(12, 14, returned('Reset.'))]
    expect(figuresOf(tally(), batches, stretch)).toMatchObject({ lostSeconds: 4, idleSeconds: 6 })
    expect(figuresOf(tally(), batches, sums)).toMatchObject({
      busySeconds: 30,
      lostSeconds: 4,
      idleSeconds: 2,
    })
    expect(figuresOf(tally({ idleSeconds: 1 }), batches, sums).idleSeconds).toBe(0)
  })

  it('lose no time with requests that were withdrawn, nor idle through them', () => {
    const withdrawn = (from: number, until: number, kind: 'dispatch.not-needed' | 'dispatch.made-room') =>
      request(from, until, { state: 'returned', returnedBecause: reason(kind) })
    const batches = [
      request(0, 10),
      request(10, 12, returned('Reset.')),
      withdrawn(12, 15, 'dispatch.not-needed'),
      withdrawn(15, 16, 'dispatch.made-room'),
    ]
    expect(figuresOf(tally(), batches, stretch)).toMatchObject({ lostSeconds: 2, idleSeconds: 4 })
    expect(figuresOf(tally({ idleSeconds: 26 }), batches, sums)).toMatchObject({
      lostSeconds: 2,
      idleSeconds: 20,
    })
  })

  it('count as idle what lies between the requests, and not what is under way', () => {
    const batches = [request(2, 8), request(7, 12), request(15, null), request(30, 40, { state: 'forecast' })]
    expect(figuresOf(tally({ idleSeconds: 0 }), batches, stretch).idleSeconds).toBe(5)
    expect(figuresOf(tally(), [], { ...stretch, from: null }).idleSeconds).toBe(0)
  })

  it('add up over the machines', () => {
    const one = figuresOf(tally(), [], sums)
    const none = figuresOf(tally({ images: 0, bonus: 0, busySeconds: 0, idleSeconds: 36 }), [], sums)
    expect(totalFigures([one, none])).toEqual({
      made: 10,
      busySeconds: 30,
      lostSeconds: 0,
      idleSeconds: 42,
      ipm: 20,
      forecastIpm: 25,
    })
    expect(totalFigures([none])).toMatchObject({ ipm: null, forecastIpm: null })
  })
})
