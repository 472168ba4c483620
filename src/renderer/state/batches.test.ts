import { describe, expect, it } from 'vitest'
import type { Progress } from '../../shared/contract.ts'
import { BatchId, JobId } from '../../shared/ids.ts'
import { batchFixture, T0 } from '../testing/fixtures.ts'
import { batchesChanged, forecastChanged, noBatches, progressed } from './batches.ts'

const jobId = JobId.parse('job-31')
const [a, b] = [BatchId.parse('a'), BatchId.parse('b')]
const place = (id: string) => ({ id, worker: 'laptop', first: 0, count: 4 })
const two = batchesChanged(noBatches, [batchFixture(place('a')), batchFixture(place('b'), { state: 'sent' })])

const news = (id: BatchId, patch: Partial<Progress['batches'][number]> = {}): Progress => ({
  jobId,
  etaSeconds: 14,
  etaSpreadSeconds: 4,
  batches: [
    { id, fraction: 0.5, hasPreview: false, predictedStartAt: T0, predictedEndAt: T0 + 13_000, ...patch },
  ],
})

describe('progress of batches', () => {
  it('changes only what is said about that batch', () => {
    const after = progressed(two, news(a), T0)
    expect(after.liveByBatch[a]).toMatchObject({ fraction: 0.5, predictedEndAt: T0 + 13_000 })
    expect(after.liveByBatch[b]).toBe(two.liveByBatch[b])
    expect(after.batchesByJob).toBe(two.batchesByJob)
    expect(after.liveByJob[jobId]).toEqual({ etaSeconds: 14, etaSpreadSeconds: 4, at: T0 })
  })
  it('leaves the same object when it brings nothing new', () => {
    const once = progressed(two, news(a, { hasPreview: true }), T0)
    const twice = progressed(once, news(a, { hasPreview: true }), T0 + 250)
    expect(twice.liveByBatch[a]).toBe(once.liveByBatch[a])
  })
  it('counts the previews up as the batch goes on, so that the newest is fetched', () => {
    const versions = [0.2, 0.2, 0.4].reduce(
      ({ slice, seen }, fraction) => {
        const next = progressed(slice, news(a, { fraction, hasPreview: true }), T0)
        return { slice: next, seen: [...seen, next.liveByBatch[a]?.previewVersion] }
      },
      { slice: two, seen: [] as unknown[] },
    )
    expect(versions.seen).toEqual([1, 1, 2])
  })
  it('is dropped for a batch that is over or was never heard of', () => {
    const over = batchesChanged(two, [batchFixture(place('a'), { state: 'stored', endedAt: T0 + 12_000 })])
    expect(over.liveByBatch[a]).toBeUndefined()
    expect(progressed(over, news(a), T0).liveByBatch[a]).toBeUndefined()
    expect(progressed(over, news(BatchId.parse('stranger')), T0).liveByBatch).toEqual(over.liveByBatch)
  })
})

describe('batches of a job', () => {
  it('remember when they were first expected to end, whatever is forecast later', () => {
    const later = batchesChanged(two, [batchFixture(place('a'), { predictedEndAt: T0 + 20_000 })])
    const stored = batchesChanged(later, [
      batchFixture(place('a'), { state: 'stored', predictedEndAt: T0 + 19_000, endedAt: T0 + 19_000 }),
    ])
    expect(stored.batchesByJob[jobId]?.promised[a]).toBe(T0 + 12_000)
  })
  it('have their forecast replaced as a whole', () => {
    const first = forecastChanged(two, jobId, [batchFixture(place('f1'), { state: 'forecast' })])
    const second = forecastChanged(first, jobId, [batchFixture(place('f2'), { state: 'forecast' })])
    expect(second.batchesByJob[jobId]?.forecast.map(({ id }) => id)).toEqual(['f2'])
    expect(second.batchesByJob[jobId]?.sent).toBe(two.batchesByJob[jobId]?.sent)
  })
})
