import { describe, expect, it } from 'vitest'
import { workerFixture } from '../../../testing/fixtures.ts'
import { fleetFingerprint } from './fleet-fingerprint.ts'

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
