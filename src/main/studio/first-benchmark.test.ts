import { describe, expect, it } from 'vitest'
import { WorkerId } from '../../shared/ids.ts'
import { mayStart } from './first-benchmark.ts'

const [a, b] = [WorkerId.parse('a'), WorkerId.parse('b')]

describe('a job that waits for benchmarks', () => {
  it('starts in exact mode with the first worker that is measured', () => {
    expect(mayStart('exact', new Set([a, b]), new Map())).toBe(false)
    expect(mayStart('exact', new Set([a, b]), new Map([[a, 'failed']]))).toBe(false)
    expect(mayStart('exact', new Set([a, b]), new Map([[b, 'measured']]))).toBe(true)
  })
  it('starts in bonus mode only when every worker is measured or failed', () => {
    expect(mayStart('bonus', new Set([a, b]), new Map([[a, 'measured']]))).toBe(false)
    expect(
      mayStart(
        'bonus',
        new Set([a, b]),
        new Map([
          [a, 'measured'],
          [b, 'failed'],
        ]),
      ),
    ).toBe(true)
  })
  it('starts even when every benchmark failed, so that the job can say why it waits', () => {
    expect(mayStart('exact', new Set([a]), new Map([[a, 'failed']]))).toBe(true)
  })
})
