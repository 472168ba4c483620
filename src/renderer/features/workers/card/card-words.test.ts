import { describe, expect, it } from 'vitest'
import { BatchId, JobId } from '../../../../shared/ids.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { T0, workerFixture } from '../../../testing/fixtures.ts'
import { benchmarkWords, soFarWords } from './benchmark-words.ts'
import { asksToBeMeasured, measuredHint } from './measured-hint.ts'
import { asksToSignIn, nextStep, nextTryWords } from './next-step.ts'
import { stateLine } from './state-line.ts'

const DAY = 86_400_000

describe('the offer to measure a machine', () => {
  const fresh = { benchmark: null }
  const waiting = { phase: 'waiting', run: 0, runs: 0, fraction: 0, ipmSoFar: null } as const
  const refused = { kind: 'unreachable', message: plainText('refused'), remedy: null, field: null } as const

  it('stands on the card of one that nobody ever measured', () => {
    expect(asksToBeMeasured(workerFixture('argon', fresh))).toBe(true)
    expect(asksToBeMeasured(workerFixture('argon', { ...fresh, state: 'working' }))).toBe(true)
  })

  it.each([
    ['was measured', workerFixture('argon')],
    ['is switched off', workerFixture('argon', { ...fresh, state: 'off' })],
    ['has another problem first', workerFixture('argon', { ...fresh, problem: refused })],
    ['is being measured', workerFixture('argon', { ...fresh, benchmarkProgress: waiting })],
  ])('does not where it %s', (_why, worker) => {
    expect(asksToBeMeasured(worker)).toBe(false)
  })
})

describe('the state of a card', () => {
  it('counts the images of a worker in the job', () => {
    const working = {
      jobId: JobId.parse('job-31'),
      batchId: BatchId.parse('b'),
      doneOfJob: 6,
      plannedOfJob: 12,
    }
    expect(stateLine(workerFixture('laptop', { state: 'working', working })).words).toBe('Working 6/12')
  })

  it("says when an idle worker does somebody else's work", () => {
    const busy = workerFixture('laptop', {
      busyElsewhere: { text: plainText('Somebody works there'), untilAt: null },
    })
    expect(stateLine(busy)).toEqual({ words: 'Busy elsewhere', tone: 'warn' })
  })
})

describe('a benchmark in words', () => {
  it('says which run of how many, and the speed so far', () => {
    const progress = { phase: 'measuring', run: 2, runs: 3, fraction: 0.6, ipmSoFar: 18.71 } as const
    expect(benchmarkWords(progress)).toBe('Benchmark: run 2 of 3')
    expect(soFarWords(progress)).toBe('18.7 ipm so far')
    expect(soFarWords({ ...progress, ipmSoFar: 0.09375 })).toBe('640 s/image so far')
  })

  it('tells warm-up runs from measured ones and says nothing of a speed before there is one', () => {
    const progress = { phase: 'warm-up', run: 1, runs: 2, fraction: 0.1, ipmSoFar: null } as const
    expect(benchmarkWords(progress)).toBe('Benchmark: warm-up, run 1 of 2')
    expect(soFarWords(progress)).toBe('')
  })
})

describe('the hint about a measurement', () => {
  it('is silent while the measurement holds', () => {
    expect(measuredHint(workerFixture('laptop'), T0 + 5 * DAY)).toBeNull()
  })

  it('says that it is old', () => {
    expect(measuredHint(workerFixture('laptop'), T0 + 22 * DAY)).toBe('Measured 3 weeks ago')
  })

  it('says that another checkpoint was loaded', () => {
    const worker = workerFixture('laptop')
    const other = { ...worker.capabilities, loadedCheckpoint: 'sd_xl_base_1.0' } as typeof worker.capabilities
    expect(measuredHint({ ...worker, capabilities: other }, T0 + 22 * DAY)).toBe(
      'Measured 3 weeks ago with another checkpoint',
    )
  })

  it('says that the server changed its version', () => {
    const worker = workerFixture('laptop')
    const newer = { ...worker.capabilities, version: 'v1.11.0' } as typeof worker.capabilities
    expect(measuredHint({ ...worker, capabilities: newer }, T0 + DAY)).toBe(
      'Measured yesterday on another version of its server',
    )
  })

  it('says that a speed came with an imported list', () => {
    const worker = workerFixture('laptop')
    const benchmark = worker.benchmark && { ...worker.benchmark, at: 0 }
    expect(measuredHint({ ...worker, benchmark }, T0)).toBe('Speed from the imported list, not measured here')
  })
})

describe('what helps a worker in trouble', () => {
  const problem = {
    kind: 'unreachable',
    message: plainText('Connection refused.'),
    remedy: null,
    field: null,
  } as const

  it('offers to try at once', () => {
    expect(nextStep({ state: 'unavailable', problem })).toEqual({ do: 'refresh', label: 'Try now' })
  })

  it('offers to measure again where a benchmark failed, not for one that is switched off', () => {
    const failed = { problem, measuringFailed: true } as const
    expect(nextStep({ ...failed, state: 'idle' })).toEqual({ do: 'measure', label: 'Measure again' })
    expect(nextStep({ ...failed, state: 'off' })).toBeNull()
  })

  it('offers to sign in where a password is missing', () => {
    expect(nextStep({ state: 'needs-sign-in', problem: { ...problem, kind: 'auth' } })?.do).toBe('edit')
    expect(asksToSignIn({ state: 'needs-sign-in', problem: null })).toBe(true)
    expect(asksToSignIn({ state: 'unavailable', problem: { ...problem, kind: 'tls' } })).toBe(false)
  })

  it('leads to the certificate where it changed', () => {
    expect(nextStep({ state: 'unavailable', problem: { ...problem, kind: 'tls-changed' } })?.do).toBe('edit')
  })

  it('offers to resume a paused one', () => {
    expect(nextStep({ state: 'paused', problem })).toEqual({ do: 'refresh', label: 'Resume' })
  })

  it('offers nothing for one that is switched off', () => {
    expect(nextStep({ state: 'off', problem })).toBeNull()
  })

  it.each([
    [null, ''],
    [T0 + 14_000, 'Next try in 14 s.'],
    [T0 + 600_000, 'Next try in 10 min.'],
    [T0 - 1, 'Trying now…'],
  ])('counts down to the next try at %s', (at, words) => {
    expect(nextTryWords(at, T0, 1)).toBe(words)
  })

  it("counts in the person's seconds where the fleet's clock runs faster", () => {
    expect(nextTryWords(T0 + 60_000, T0, 10)).toBe('Next try in 6 s.')
  })
})
