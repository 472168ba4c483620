import { expect } from 'vitest'
import type { BatchView, JobView } from '../../../../shared/job.ts'
import type { DispatchEvent } from '../dispatcher.ts'
import { isOver } from '../job/job-state.ts'

const NEXT: Readonly<Record<BatchView['state'], readonly BatchView['state'][]>> = {
  forecast: [],
  sent: ['sent', 'computing', 'stored', 'returned'],
  computing: ['computing', 'stored', 'returned'],
  // A late answer of a request that was given up on.
  returned: ['returned', 'stored'],
  stored: ['stored'],
}

/** Holds every order that events promise: batches by their table, counts that never fall, pictures between being sent and the end. */
export function expectConsistent(events: readonly DispatchEvent[]): void {
  const batches = new Map<string, BatchView>()
  const jobs = new Map<string, JobView>()
  for (const event of events) {
    if (event.type === 'batchChanged') {
      const { batch } = event
      const before = batches.get(batch.id)
      if (before === undefined) expect(['sent', 'computing']).toContain(batch.state)
      else expect(NEXT[before.state]).toContain(batch.state)
      expect(batch.endedAt !== null).toBe(batch.state === 'stored' || batch.state === 'returned')
      expect(batch.returnedBecause !== null).toBe(batch.state === 'returned')
      expect(jobs.has(batch.jobId)).toBe(true)
      batches.set(batch.id, batch)
    } else if (event.type === 'jobChanged') {
      const { job } = event
      const before = jobs.get(job.id)
      if (before !== undefined) expectLater(before, job)
      expect(job.stored).toBeLessThanOrEqual(job.requested)
      if (job.state === 'finished') expect(job.stored).toBe(job.requested)
      jobs.set(job.id, job)
    } else if (event.type === 'imageStored') {
      const { image } = event
      const makers = [...batches.values()].filter(
        ({ jobId, workerId, firstIndex, count }) =>
          jobId === image.jobId &&
          workerId === image.workerId &&
          image.index >= firstIndex &&
          image.index < firstIndex + count,
      )
      expect(makers.length).toBeGreaterThan(0)
      const job = jobs.get(image.jobId)
      // What was nobody's any more when the time was up, and comes all the same, is kept.
      if (job?.request.mode !== 'until') expect(job?.state).not.toBe('finished')
    }
  }
  for (const { jobId, state } of batches.values())
    if (isOver(jobs.get(jobId)?.state ?? 'running')) expect(['stored', 'returned']).toContain(state)
}

function expectLater(before: JobView, after: JobView): void {
  expect(after.stored).toBeGreaterThanOrEqual(before.stored)
  expect(after.bonusStored).toBeGreaterThanOrEqual(before.bonusStored)
  expect([after.seed, after.subseed, after.number]).toEqual([before.seed, before.subseed, before.number])
  if (isOver(before.state)) expect(after.state).toBe(before.state)
}
