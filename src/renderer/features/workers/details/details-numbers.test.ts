import { describe, expect, it } from 'vitest'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { offBy } from '../../../../shared/words/format-duration.ts'
import type { RequestLogEntry } from '../../../../shared/worker-activity.ts'
import { errorRate } from './job-numbers.ts'
import { logText, matchingRequests } from './request-log.ts'

const entry = (path: string, status: number | null, problem: string | null = null): RequestLogEntry => ({
  at: Date.UTC(2025, 5, 14, 10, 0, 0),
  method: 'GET',
  path,
  status,
  ms: 12.4,
  problem: problem === null ? null : plainText(problem),
})

describe('how far a time was from its prediction', () => {
  it.each([
    [104, 100, '+4%'],
    [97, 100, '−3%'],
    [100.2, 100, '0%'],
    [5, 0, '–'],
  ])('%s s for %s s is %s', (seconds, predicted, words) => {
    expect(offBy(seconds, predicted)).toBe(words)
  })

  it('counts failures against all that was made', () => {
    expect(errorRate([{ failures: 1, images: 8, bonus: 1 }])).toBeCloseTo(0.1)
    expect(errorRate([])).toBe(0)
  })
})

describe('the log of requests', () => {
  const log = [
    entry('/sdapi/v1/memory', 200),
    entry('/sdapi/v1/txt2img', 500, 'CUDA out of memory.'),
    entry('/x', null),
  ]

  it('can be narrowed to what failed', () => {
    expect(matchingRequests(log, 'failed', '').map(({ path }) => path)).toEqual(['/sdapi/v1/txt2img', '/x'])
  })

  it('is searched by path, status and problem', () => {
    expect(matchingRequests(log, 'all', 'cuda 500')).toHaveLength(1)
    expect(matchingRequests(log, 'all', 'memory')).toHaveLength(2)
  })

  it('is copied as one line a request', () => {
    expect(logText(log).split('\n')).toEqual([
      '2025-06-14T10:00:00.000Z GET /sdapi/v1/memory 200 12 ms',
      '2025-06-14T10:00:00.000Z GET /sdapi/v1/txt2img 500 12 ms CUDA out of memory.',
      '2025-06-14T10:00:00.000Z GET /x - 12 ms',
    ])
  })
})
