import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../../shared/ids.ts'
import type { BatchView } from '../../../shared/job.ts'
import type { JobBatches } from '../../state/batches.ts'
import { batchFixture, jobFixture, T0 } from '../../testing/fixtures.ts'
import { along, blockKeys, blockOf, joinNarrow, placed, timeAxis, timelineRows } from './timeline-geometry.ts'

const s = (seconds: number) => T0 + seconds * 1000
const batch = (id: string, worker: string, from: number, to: number, patch: Partial<BatchView> = {}) =>
  batchFixture(
    { id, worker, first: from, count: 1 },
    { predictedStartAt: s(from), predictedEndAt: s(to), startedAt: s(from), ...patch },
  )
const stored = (id: string, worker: string, from: number, to: number) =>
  batch(id, worker, from, to, { state: 'stored', endedAt: s(to) })
const jobBatches = (sent: readonly BatchView[], forecast: readonly BatchView[] = []): JobBatches => ({
  sent: Object.fromEntries(sent.map((each) => [each.id, each])),
  forecast,
  promised: {},
})
const live = (end: number) => ({
  fraction: 0.5,
  previewVersion: 0,
  predictedStartAt: s(0),
  predictedEndAt: s(end),
})

describe('a block of the timeline', () => {
  it('lies where the batch was once it is over', () => {
    expect(blockOf(stored('a', 'w', 2, 14), live(99), s(50))).toMatchObject({ startAt: s(2), endAt: s(14) })
  })
  it('ends by the newest forecast while it computes', () => {
    expect(blockOf(batch('a', 'w', 0, 12), live(15), s(5)).endAt).toBe(s(15))
  })
  it('grows with the now-line when it is late', () => {
    expect(blockOf(batch('a', 'w', 0, 12), live(12), s(20)).endAt).toBe(s(20))
  })
  it('lies where it is forecast when it was not sent', () => {
    const forecast = batch('a', 'w', 12, 24, { state: 'forecast', startedAt: null })
    expect(blockOf(forecast, undefined, s(20))).toMatchObject({ startAt: s(12), endAt: s(24) })
  })
})

describe('the rows of the timeline', () => {
  const batches = jobBatches(
    [batch('b', 'argon', 10, 20), stored('a', 'argon', 0, 10), stored('c', 'ghost', 0, 5)],
    [batch('f', 'laptop', 5, 9, { state: 'forecast', startedAt: null })],
  )
  const order = ['laptop', 'master', 'argon'].map((name) => WorkerId.parse(name))
  const rows = timelineRows(batches, {}, order, s(12))
  it('are the workers that take part, as on the board; removed ones last', () => {
    expect(rows.map(({ workerId }) => workerId)).toEqual(['laptop', 'argon', 'ghost'])
  })
  it('draw a block from where the one before it ends', () => {
    const late = timelineRows(jobBatches([batch('a', 'w', 0, 20), batch('b', 'w', 15, 30)]), {}, [], s(1))
    expect(late[0]?.blocks.map(({ startAt, drawnFrom }) => [startAt, drawnFrom])).toEqual([
      [s(0), s(0)],
      [s(15), s(20)],
    ])
  })
  it('hold their blocks by time', () => {
    expect(rows[1]?.blocks.map(({ batch: { id } }) => id)).toEqual(['a', 'b'])
  })
})

describe('the time axis', () => {
  const job = jobFixture({ startedAt: T0 })
  const rowsTo = (end: number) => timelineRows(jobBatches([batch('a', 'w', 0, end)]), {}, [], s(1))
  it('starts with the job and ends a little after the last block', () => {
    const axis = timeAxis(job, rowsTo(36), s(1), false)
    expect(axis.from).toBe(T0)
    expect(axis.until).toBeGreaterThan(s(36))
    expect(axis.until).toBeLessThan(s(40))
  })
  it('keeps still when a forecast moves a little', () => {
    expect(timeAxis(job, rowsTo(36.3), s(1), false)).toEqual(timeAxis(job, rowsTo(36), s(1), false))
  })
  it('never ends before now', () => {
    expect(timeAxis(job, rowsTo(10), s(30), false).until).toBeGreaterThan(s(30))
  })
  it('ends with what happened once the job is over, however long ago', () => {
    const axis = timeAxis(
      job,
      timelineRows(jobBatches([stored('a', 'w', 0, 36)]), {}, [], s(1e6)),
      s(1e6),
      true,
    )
    expect(along(axis, s(36))).toBeCloseTo(0.97, 1)
  })
  it('has a length even without blocks', () => {
    const axis = timeAxis(job, [], T0, false)
    expect(along(axis, axis.until)).toBe(1)
  })
})

describe('narrow blocks', () => {
  const axis = { from: T0, until: s(1000) }
  it('that are done are joined with their neighbours and stand for all their images', () => {
    const blocks = Array.from({ length: 50 }, (_, n) =>
      blockOf(stored(String(n), 'w', n, n + 1), undefined, s(60)),
    )
    const joined = joinNarrow(blocks, axis, 0.003)
    expect(joined.length).toBeLessThan(blocks.length)
    expect(joined.reduce((sum, { batch: { count } }) => sum + count, 0)).toBe(50)
    expect(joined.reduce((sum, { batches }) => sum + batches, 0)).toBe(50)
    expect(joined.at(-1)?.endAt).toBe(s(50))
  })
  it('that still compute or came back stay by themselves', () => {
    const blocks = [
      blockOf(stored('a', 'w', 0, 1), undefined, s(9)),
      blockOf(batch('b', 'w', 1, 2, { state: 'returned', endedAt: s(2) }), undefined, s(9)),
      blockOf(batch('c', 'w', 2, 3), undefined, s(2.5)),
    ]
    expect(joinNarrow(blocks, axis, 0.003)).toEqual(blocks)
  })
  it('are left alone when they are wide enough', () => {
    const blocks = [0, 1, 2].map((n) =>
      blockOf(stored(String(n), 'w', n * 100, (n + 1) * 100), undefined, s(900)),
    )
    expect(joinNarrow(blocks, axis, 0.003)).toEqual(blocks)
  })
})

describe('what is drawn again when a forecast is renewed', () => {
  const computing = blockOf(batch('a', 'w', 0, 12), undefined, s(5))
  const forecast = (id: string, from: number) =>
    blockOf(batch(id, 'w', from, from + 12, { state: 'forecast', startedAt: null }), undefined, s(5))
  it('are blocks that keep their places, whatever the new forecast calls its batches', () => {
    const before = blockKeys([computing, forecast('f-9', 12), forecast('f-17', 24)])
    const after = blockKeys([computing, forecast('f-10', 13), forecast('f-18', 25)])
    expect(after).toEqual(before)
    expect(new Set(before).size).toBe(3)
  })
  it('is no block that moves by less than half a px of 1,000', () => {
    expect(placed(0.40012)).toBe(placed(0.40002))
    expect(placed(0.401)).not.toBe(placed(0.4))
    expect(Math.abs(placed(0.33333) - 0.33333)).toBeLessThan(0.0005)
  })
})
