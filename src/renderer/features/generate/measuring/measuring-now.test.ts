import { describe, expect, it } from 'vitest'
import type { BenchmarkProgress, WorkerView } from '../../../../shared/worker.ts'
import { workerFixture } from '../../../testing/fixtures.ts'
import { measuringNow } from './measuring-now.ts'
import { measuringWords, stepWords } from './measuring-words.ts'

const progress = (patch: Partial<BenchmarkProgress> = {}): BenchmarkProgress => ({
  phase: 'measuring',
  run: 2,
  runs: 4,
  fraction: 0.5,
  remainingSeconds: 12,
  ipmSoFar: null,
  ...patch,
})
const measured = (id: string, patch?: Partial<BenchmarkProgress>) =>
  workerFixture(id, { state: 'benchmarking', benchmarkProgress: progress(patch) })
const now = (...workers: WorkerView[]) =>
  measuringNow({
    workersById: Object.fromEntries(workers.map((worker) => [worker.config.id, worker])),
    workerOrder: workers.map(({ config }) => config.id),
  })
const words = (...workers: WorkerView[]) => {
  const measuring = now(...workers)
  return measuring === null ? null : measuringWords(measuring)
}

describe('machines that are being measured', () => {
  it('are none where nobody has a benchmark under way', () => {
    expect(now(workerFixture('laptop'))).toBeNull()
  })

  it('are as far as the one that ends last', () => {
    const all = now(
      workerFixture('idle'),
      measured('laptop', { fraction: 0.9, remainingSeconds: 3 }),
      measured('argon', { fraction: 0.4, remainingSeconds: 40 }),
      measured('master', { fraction: 0.2, remainingSeconds: 20 }),
    )
    expect(all?.machines.map(({ name }) => name)).toEqual(['laptop', 'argon', 'master'])
    expect(all).toMatchObject({ fraction: 0.4, remainingSeconds: 40 })
  })

  it('have no known end while that of one is not known', () => {
    const waiting = { phase: 'waiting', fraction: 0, remainingSeconds: null } as const
    expect(now(measured('laptop'), measured('argon', waiting))).toMatchObject({
      fraction: 0,
      remainingSeconds: null,
    })
  })

  it('are told with the time that is left', () => {
    expect(words(measured('laptop'), measured('argon', { remainingSeconds: 75 }))).toBe(
      'Measuring 2 machines, 1:15 left',
    )
    expect(words(measured('laptop'))).toBe('Measuring laptop, 0:12 left')
    expect(words(measured('laptop', { remainingSeconds: null }))).toBe('Measuring laptop')
  })

  it.each([
    [progress({ phase: 'waiting' }), 'waits until it is free'],
    [progress({ phase: 'loading' }), 'loading the checkpoint'],
    [progress({ phase: 'warm-up', run: 1, runs: 2 }), 'warm-up 1 of 2'],
    [progress(), 'run 2 of 4'],
    [progress({ ipmSoFar: 18.7 }), '18.7 ipm so far'],
  ])('each say what they are at', (each, expected) => {
    expect(stepWords(each)).toBe(expected)
  })
})
