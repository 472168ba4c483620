import { describe, expect, it } from 'vitest'
import type { GenerationRequest, PlanningMode } from '../../shared/generation.ts'
import { JobId, WorkerId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import type { Plan } from '../../shared/plan.ts'
import {
  BONUS_GRACE_SECONDS,
  createSubmission,
  mayStart,
  measureFor,
  type Standing,
} from './first-benchmark.ts'

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

/** Jobs that need two machines nobody has measured; `end` tells how one of their benchmarks ended. */
function submitting({ mode = 'exact' as PlanningMode, measured = 0, elsewhere = [] as WorkerId[] } = {}) {
  const wishes: { worker: WorkerId; wanted: AbortSignal; end: (how: 'measured' | 'failed') => void }[] = []
  const submitted: { id: JobId; hold: boolean }[] = []
  const released: JobId[] = []
  const timers: { ms: number; ring: () => void }[] = []
  const plan = {
    mode,
    measured,
    unmeasured: [a, b]
      .filter((id) => !elsewhere.includes(id))
      .map((workerId) => ({ workerId, name: workerId })),
  } as Partial<Plan> as Plan
  const submission = createSubmission({
    preview: () => plan,
    submit(_, { hold }) {
      const id = JobId.parse(`job-${submitted.length + 1}`)
      submitted.push({ id, hold })
      return { id } as Partial<JobView> as JobView
    },
    release: (id) => released.push(id),
    measureFor: (of) =>
      measureFor(of, {
        measure: (worker, wanted) =>
          new Promise((resolve) =>
            wishes.push({ worker, wanted, end: (how) => resolve(new Map([[worker, how]])) }),
          ),
        beingMeasured: () => elsewhere,
        after(ms, ring) {
          timers.push({ ms, ring })
          return () => undefined
        },
      }),
  })
  const submit = () => submission.submit({ mode } as Partial<GenerationRequest> as GenerationRequest)
  return { submission, submit, submitted, wishes, released, timers }
}
const settle = () => new Promise(setImmediate)

describe('a job that others can begin', () => {
  it('is not held, and who is not measured is measured beside it', () => {
    const { submit, submitted, wishes } = submitting({ measured: 1 })
    submit()
    expect(submitted[0]?.hold).toBe(false)
    expect(wishes.map(({ worker }) => worker)).toEqual([a, b])
  })

  it('in "N + bonus" waits no longer than the grace', async () => {
    const { submit, submitted, wishes, released, timers } = submitting({ mode: 'bonus' })
    const job = submit()
    expect([submitted[0]?.hold, timers.length]).toEqual([true, 0])
    wishes[0]?.end('measured')
    await settle()
    expect(timers.map(({ ms }) => ms)).toEqual([BONUS_GRACE_SECONDS * 1000])
    expect(released).toEqual([])
    timers[0]?.ring()
    await settle()
    expect(released).toEqual([job.id])
    expect(wishes[1]?.wanted.aborted).toBe(false)
  })

  it('waits for the first benchmark of a machine that another job asked for', async () => {
    const { submit, submitted, wishes, released } = submitting({ elsewhere: [a, b] })
    const job = submit()
    expect(submitted[0]?.hold).toBe(true)
    wishes[1]?.end('measured')
    await settle()
    expect(released).toEqual([job.id])
  })
})

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
    await settle()
    expect(released).toEqual([second.id])
  })

  it('leaves the benchmarks alone once it has started', async () => {
    const { submission, submit, wishes, released } = submitting()
    const job = submit()
    wishes[0]?.end('measured')
    await settle()
    submission.forget(job.id)
    expect([released, wishes[1]?.wanted.aborted]).toEqual([[job.id], false])
  })
})
