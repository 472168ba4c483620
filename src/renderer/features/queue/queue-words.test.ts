import { describe, expect, it } from 'vitest'
import { plainText } from '../../../shared/words/catalogue.ts'
import { requestAgain } from '../../jobs/take-settings.ts'
import { jobFixture, T0 } from '../../testing/fixtures.ts'
import { isLeftOver, queueSummary } from './queue-words.ts'

describe('the queue in words', () => {
  it('counts what runs, waits, is paused and is done', () => {
    expect(queueSummary(['running', 'queued', 'held', 'waiting', 'paused', 'storing-paused'], 1200)).toBe(
      '1 running · 3 waiting · 2 paused · 1,200 done',
    )
    expect(queueSummary([], 0)).toBe('')
  })

  it('knows a job that was left from an earlier run', () => {
    const left = { state: 'paused', startedAt: null, stored: 4, problem: null } as const
    expect(isLeftOver(left)).toBe(true)
    expect(isLeftOver({ ...left, startedAt: T0 })).toBe(false)
    expect(isLeftOver({ ...left, state: 'queued', stored: 0 })).toBe(false)
  })

  it('does not say of a job that lacks pictures that resuming it makes the rest', () => {
    const problem = { kind: 'input-missing', message: plainText('Gone.'), remedy: null, field: null } as const
    expect(isLeftOver({ state: 'paused', startedAt: null, stored: 4, problem })).toBe(false)
  })
})

describe('a job that is run again', () => {
  const job = jobFixture({
    seed: 77,
    subseed: 5,
    request: { ...jobFixture().request, seed: -1, subseed: -1 },
  })
  it('takes the seeds that were drawn, or draws a new one', () => {
    expect(requestAgain(job, 'same-seed')).toEqual({ ...job.request, seed: 77, subseed: 5 })
    const fixed = { ...job, request: { ...job.request, seed: 12 } }
    expect(requestAgain(fixed, 'new-seed')).toEqual({ ...job.request, seed: -1 })
  })
})
