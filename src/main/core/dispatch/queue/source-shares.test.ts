import { describe, expect, it } from 'vitest'
import type { Job } from '../job/job.ts'
import { jobFor } from '../testing/flight.ts'
import { SourceShares } from './source-shares.ts'

/** A job of a client, at the work of the benchmark payload. */
const of = (name: string): Job => jobFor(12, 'exact', { kind: 'client', name })
const names = (jobs: readonly Job[]) =>
  jobs.map(({ origin }) => (origin.kind === 'client' ? origin.name : origin.kind))

describe('sources of jobs', () => {
  it('are served in the order of the queue where they were given the same', () => {
    expect(names(new SourceShares().arranged([of('a'), of('b'), of('a')]))).toEqual(['a', 'a', 'b'])
  })

  it('are served by what they were given, the one with least first', () => {
    const shares = new SourceShares()
    const jobs = [of('a'), of('b')]
    shares.arranged(jobs)
    shares.sent(jobs[0] as Job, { first: 0, count: 3 })
    expect(names(shares.arranged(jobs))).toEqual(['b', 'a'])
    shares.sent(jobs[1] as Job, { first: 0, count: 4 })
    expect(names(shares.arranged(jobs))).toEqual(['a', 'b'])
  })

  it('save nothing up while they want nothing', () => {
    const shares = new SourceShares()
    const [a, b] = [of('a'), of('b')]
    shares.arranged([a])
    shares.sent(a, { first: 0, count: 100 })
    // b was never here: it begins with what a had, and is not served alone for 100 images.
    shares.arranged([a, b])
    shares.sent(b, { first: 0, count: 1 })
    expect(names(shares.arranged([b, a]))).toEqual(['a', 'b'])
  })

  it('stand before a job as far as they are kept level with its own', () => {
    const shares = new SourceShares()
    const [a, b, c] = [of('a'), of('b'), of('a')]
    const ahead = (job: Job, work: number) => {
      const { origin, priority } = job
      return shares.ahead({ origin, priority, job, work }, [a, b, c]).map(({ share }) => share)
    }
    // Each has twelve images. Behind a's first job there is nothing of its own; b is served in turn with it.
    expect(ahead(a, 12)).toEqual([1])
    expect(ahead(a, 6)).toEqual([0.5])
    // Of a's two jobs only as much as keeps it level with b's one.
    expect(ahead(b, 12)).toEqual([1, 0])
    expect(ahead(c, 12)).toEqual([1, 1])
    shares.arranged([a, b, c])
    shares.sent(a, { first: 0, count: 6 })
    expect(ahead(b, 12)).toEqual([0.5, 0])
  })

  it('stand before a job in the order of the queue where they are one', () => {
    const [a, b] = [of('a'), of('a')]
    const asking = { origin: b.origin, priority: b.priority, job: b, work: 12 }
    expect(new SourceShares().ahead(asking, [a, b])).toEqual([{ job: a, share: 1 }])
  })

  it('begin anew once nobody wants anything', () => {
    const shares = new SourceShares()
    const [a, b] = [of('a'), of('b')]
    shares.arranged([a, b])
    shares.sent(a, { first: 0, count: 100 })
    shares.arranged([])
    expect(names(shares.arranged([a, b]))).toEqual(['a', 'b'])
  })
})
