import { describe, expect, it } from 'vitest'
import type { PlanningMode } from '../../shared/generation.ts'
import { WorkerId } from '../../shared/ids.ts'
import { mayStart, type Standing } from './first-benchmark.ts'

const [a, b] = [WorkerId.parse('a'), WorkerId.parse('b')]
const ended = (...each: [WorkerId, 'measured' | 'failed'][]) => new Map(each)
const standing = (mode: PlanningMode, more: Partial<Standing> = {}): Standing => ({
  mode,
  ready: false,
  waitingFor: new Set([a, b]),
  settled: new Map(),
  graceOver: false,
  ...more,
})

describe('a job that waits for benchmarks', () => {
  it('starts in exact mode with the first worker that is measured', () => {
    expect(mayStart(standing('exact'))).toBe(false)
    expect(mayStart(standing('exact', { settled: ended([a, 'failed']) }))).toBe(false)
    expect(mayStart(standing('exact', { settled: ended([b, 'measured']) }))).toBe(true)
  })

  it('starts in bonus mode when one is measured and the grace is over, or all are measured or failed', () => {
    const one = { settled: ended([a, 'measured']) }
    expect(mayStart(standing('bonus', one))).toBe(false)
    expect(mayStart(standing('bonus', { ...one, graceOver: true }))).toBe(true)
    expect(mayStart(standing('bonus', { graceOver: true }))).toBe(false)
    expect(mayStart(standing('bonus', { settled: ended([a, 'measured'], [b, 'failed']) }))).toBe(true)
  })

  it('need not wait at all where somebody who is measured can take part', () => {
    expect(mayStart(standing('exact', { ready: true }))).toBe(true)
    expect(mayStart(standing('bonus', { ready: true }))).toBe(false)
    expect(mayStart(standing('bonus', { ready: true, graceOver: true }))).toBe(true)
  })

  it('starts even when every benchmark failed, so that the job can say why it waits', () => {
    const failed = { waitingFor: new Set([a]), settled: ended([a, 'failed']) }
    expect(mayStart(standing('exact', failed))).toBe(true)
  })
})
