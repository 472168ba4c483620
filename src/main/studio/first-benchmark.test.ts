import { describe, expect, it } from 'vitest'
import type { GenerationRequest } from '../../shared/generation.ts'
import { JobId, WorkerId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import type { Plan } from '../../shared/plan.ts'
import { createSubmission, mayStart } from './first-benchmark.ts'

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

/** Jobs that need two machines nobody has measured; `end` tells how one of their benchmarks ended. */
function submitting() {
  const wishes: { worker: WorkerId; wanted: AbortSignal; end: (how: 'measured' | 'failed') => void }[] = []
  const released: JobId[] = []
  let jobs = 0
  const submission = createSubmission({
    preview: () =>
      ({ unmeasured: [a, b].map((workerId) => ({ workerId, name: workerId })) }) as Partial<Plan> as Plan,
    submit: () => ({ id: JobId.parse(`job-${++jobs}`) }) as Partial<JobView> as JobView,
    release: (id) => released.push(id),
    measure: (worker, wanted) =>
      new Promise((resolve) =>
        wishes.push({ worker, wanted, end: (how) => resolve(new Map([[worker, how]])) }),
      ),
  })
  const submit = () => submission.submit({ mode: 'exact' } as Partial<GenerationRequest> as GenerationRequest)
  return { submission, submit, wishes, released }
}

describe('a job that is cancelled while it waits for benchmarks', () => {
  it('takes back its own wish for them, and nobody else’s', () => {
    const { submission, submit, wishes } = submitting()
    const [first] = [submit(), submit()]
    submission.forget(first.id)
    expect(wishes.map(({ wanted }) => wanted.aborted)).toEqual([true, true, false, false])
  })

  it('is not released when they end after all', async () => {
    const { submission, submit, wishes, released } = submitting()
    const [first, second] = [submit(), submit()]
    submission.forget(first.id)
    for (const { end } of wishes) end('measured')
    await new Promise(setImmediate)
    expect(released).toEqual([second.id])
  })

  it('leaves the benchmarks alone once it has started', async () => {
    const { submission, submit, wishes, released } = submitting()
    const job = submit()
    wishes[0]?.end('measured')
    await new Promise(setImmediate)
    submission.forget(job.id)
    expect([released, wishes[1]?.wanted.aborted]).toEqual([[job.id], false])
  })
})
