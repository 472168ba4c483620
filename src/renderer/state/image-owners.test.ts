import { describe, expect, it } from 'vitest'
import type { BatchView } from '../../shared/job.ts'
import { batchFixture } from '../testing/fixtures.ts'
import type { JobBatches } from './batches.ts'
import { imageOwners } from './image-owners.ts'

const batch = (id: string, first: number, count: number, patch: Partial<BatchView> = {}) =>
  batchFixture({ id, worker: id, first, count }, patch)
const jobBatches = (sent: BatchView[], forecast: BatchView[] = []): JobBatches => ({
  sent: Object.fromEntries(sent.map((each) => [each.id, each])),
  forecast,
  promised: {},
})
const owners = (batches: JobBatches) => Array.from(imageOwners(batches), (owner) => owner?.id ?? null)

describe('who makes an image', () => {
  it('is found by the runs of the batches; gaps belong to nobody', () => {
    const forecast = [batch('later', 4, 2, { state: 'forecast' })]
    expect(owners(jobBatches([batch('now', 0, 2)], forecast))).toEqual([
      'now',
      'now',
      null,
      null,
      'later',
      'later',
    ])
  })
  it('is no batch that came back or is stored', () => {
    expect(owners(jobBatches([batch('back', 0, 2, { state: 'returned' })]))).toEqual([])
    const retried = jobBatches(
      [batch('back', 0, 2, { state: 'returned' })],
      [batch('again', 0, 2, { state: 'forecast' })],
    )
    expect(owners(retried)).toEqual(['again', 'again'])
  })
  it('is who computes rather than who only will', () => {
    const batches = jobBatches([batch('sent', 0, 1, { state: 'sent' }), batch('computing', 0, 1)])
    expect(owners(batches)).toEqual(['computing'])
  })
  it('is the original rather than the copy of a straggler', () => {
    expect(owners(jobBatches([batch('copy', 0, 1, { copy: true }), batch('original', 0, 1)]))).toEqual([
      'original',
    ])
    expect(owners(jobBatches([batch('original', 0, 1), batch('copy', 0, 1, { copy: true })]))).toEqual([
      'original',
    ])
  })
  it('is computed once for the same batches', () => {
    const batches = jobBatches([batch('now', 0, 2)])
    expect(imageOwners(batches)).toBe(imageOwners(batches))
  })
})
