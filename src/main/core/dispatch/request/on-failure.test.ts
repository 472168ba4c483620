import { describe, expect, it } from 'vitest'
import type { FailureKind } from '../../failure.ts'
import { onFailure } from './on-failure.ts'

/** kind: lost to the registry, may still run there, counts for the circuit breaker, what it means for the worker in this job */
const ROWS: Readonly<
  Record<FailureKind, readonly [boolean, boolean, boolean | 'outage' | 'in-a-row', string]>
> = {
  unreachable: [true, false, false, 'keeps'],
  dns: [true, false, false, 'keeps'],
  tls: [true, false, false, 'keeps'],
  'tls-changed': [true, false, false, 'keeps'],
  auth: [true, false, false, 'keeps'],
  'sign-in-page': [true, false, false, 'keeps'],
  'not-ready': [true, false, false, 'keeps'],
  // All else of it may be well, so that it is taken to be back each time.
  'no-api': [true, false, 'in-a-row', 'turned-away'],
  'not-sdwui': [true, false, 'in-a-row', 'turned-away'],
  'rate-limited': [true, false, false, 'turned-away'],
  // The way back broke, not the server: it may be at it still. Where it always breaks, the worker is of no use.
  gateway: [true, true, 'in-a-row', 'keeps'],
  timeout: [true, true, 'in-a-row', 'keeps'],
  'connection-reset': [true, true, 'outage', 'keeps'],
  hung: [true, true, true, 'keeps'],
  'cut-short': [false, true, true, 'keeps'],
  'invalid-answer': [false, false, true, 'keeps'],
  'too-large': [false, false, true, 'keeps'],
  validation: [false, false, false, 'refusal'],
  'server-error': [false, false, true, 'refusal'],
  'out-of-memory': [false, false, false, 'memory'],
  'unknown-sampler': [false, false, false, 'lists'],
  substituted: [false, false, false, 'lists'],
  aborted: [false, false, false, 'keeps'],
  'input-missing': [false, false, false, 'nobody'],
}

describe('what dispatch does about a failed request', () => {
  it.each(Object.entries(ROWS))('%s', (kind, row) => {
    const { workerLost, mayStillRun, counts, worker } = onFailure(kind as FailureKind)
    expect([workerLost, mayStillRun, counts, worker]).toEqual(row)
  })

  it('is to wait for a server that is busy, however often it says so', () => {
    expect(onFailure('rate-limited', 503).worker).toBe('keeps')
    expect(onFailure('rate-limited', 429).worker).toBe('turned-away')
  })
})
