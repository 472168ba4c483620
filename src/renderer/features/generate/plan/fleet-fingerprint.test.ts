import { describe, expect, it } from 'vitest'
import { jobFixture, workerFixture } from '../../../testing/fixtures.ts'
import { fleetFingerprint, jobsFingerprint, RUNNING } from './fleet-fingerprint.ts'

const base = fleetFingerprint([workerFixture('laptop')])

describe('what makes a new plan necessary', () => {
  it.each([
    ['another lane', workerFixture('laptop', { config: { lane: 'reserve' } })],
    ['a machine that is gone', workerFixture('laptop', { state: 'unavailable' })],
    ['another speed', workerFixture('laptop', { learnedIpm: 12 })],
    ['a pixel cap', workerFixture('laptop', { config: { pixelCap: 1_000_000 } })],
  ])('is %s', (_what, worker) => {
    expect(fleetFingerprint([worker])).not.toBe(base)
  })
  it.each([
    ['memory in use', workerFixture('laptop', { memory: null })],
    ['that it works now', workerFixture('laptop', { state: 'working' })],
    ['its name', workerFixture('laptop', { config: { name: 'desktop' } })],
  ])('is not %s', (_what, worker) => {
    expect(fleetFingerprint([worker])).toBe(base)
  })
})

describe('what a plan depends on of the jobs before it', () => {
  it('is which of them are not over, and whether they run', () => {
    const running = jobFixture({ state: 'running', stored: 3 })
    const text = jobsFingerprint([running, undefined, jobFixture({ state: 'finished' })])
    expect(text).toContain(RUNNING)
    expect(text.split('\n')).toHaveLength(1)
    expect(jobsFingerprint([{ ...running, stored: 9 }])).toBe(text)
    expect(jobsFingerprint([{ ...running, state: 'paused' }])).not.toBe(text)
  })
})
