import { describe, expect, it } from 'vitest'
import type { BatchView, WorkerTally } from '../../../../shared/job.ts'
import { plainText, reason } from '../../../../shared/words/catalogue.ts'
import { batchFixture } from '../../../testing/fixtures.ts'
import { workerTrouble } from './worker-trouble.ts'

type Told = Pick<WorkerTally, 'failures' | 'lastProblem' | 'madeNone'>
const told = (patch: Partial<Told> = {}): Told => ({ failures: 0, lastProblem: null, ...patch })

const returned = (returnedBecause: string | null): BatchView =>
  batchFixture(
    { id: `back ${returnedBecause}`, worker: 'laptop', first: 0, count: 4 },
    { state: 'returned', returnedBecause: returnedBecause === null ? null : plainText(returnedBecause) },
  )
const problem = {
  kind: 'out-of-memory',
  message: plainText('Out of memory.'),
  remedy: plainText('Set a cap.'),
  field: null,
} as const

describe('the trouble of a machine with a job', () => {
  it('is none where all went well', () => {
    expect(workerTrouble(told(), 0, [])).toBeNull()
  })

  it('says each reason once, with how often', () => {
    const batches = [returned('Reset.'), returned('Out of memory.'), returned('Reset.'), returned(null)]
    expect(workerTrouble(told({ failures: 4 }), 0, batches)?.reasons).toEqual(['2× Reset.', 'Out of memory.'])
  })

  it('is no request that was only withdrawn', () => {
    const withdrawn = [reason('dispatch.not-needed'), reason('dispatch.made-room')].map((because) =>
      batchFixture(
        { id: because.kind, worker: 'laptop', first: 0, count: 1 },
        { state: 'returned', returnedBecause: because },
      ),
    )
    const batches = [...withdrawn, returned('Reset.')]
    expect(workerTrouble(told({ failures: 1 }), 0, batches)?.reasons).toEqual(['Reset.'])
  })

  it('counts the requests, and the time lost with them where it shows', () => {
    expect(workerTrouble(told({ failures: 1 }), 0.01, [])?.summary).toBe(
      '1 request failed. Its images are made again.',
    )
    expect(workerTrouble(told({ failures: 2 }), 4, [])?.summary).toBe(
      '2 requests failed, 4.0 s lost. Their images are made again.',
    )
  })

  it('is its last problem where nothing is known of its requests, with what to do', () => {
    expect(workerTrouble(told({ failures: 1, lastProblem: problem }), 0, [])).toMatchObject({
      reasons: ['Out of memory.'],
      remedy: 'Set a cap.',
    })
    expect(workerTrouble(told({ lastProblem: problem }), 0, [returned('Reset.')])).toEqual({
      summary: null,
      reasons: ['Reset.'],
      remedy: 'Set a cap.',
    })
  })

  it('is why it made none where nothing went wrong on it', () => {
    expect(workerTrouble(told({ madeNone: plainText('A sign-in page stands in the way') }), 0, [])).toEqual({
      summary: 'Made none',
      reasons: ['A sign-in page stands in the way'],
      remedy: null,
    })
  })
})
