import { describe, expect, it } from 'vitest'
import type { GenerationRequest, PlanningMode } from '../../shared/generation.ts'
import { JobId, WorkerId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { COMMAND_LINE, type Origin, PANEL, UNKNOWN_ORIGIN } from '../../shared/origin.ts'
import type { Plan } from '../../shared/plan.ts'
import { TributaryError } from '../core/failure.ts'
import type { JobRecord } from '../core/ports.ts'
import { measureFor, startAtOnce } from './first-benchmark.ts'
import { createSubmission, type SubmissionWish } from './submission.ts'

const [a, b] = [WorkerId.parse('a'), WorkerId.parse('b')]

const named = (ids: readonly WorkerId[]) => ids.map((workerId) => ({ workerId, name: workerId }))

/** Jobs that need two machines nobody has measured; `end` tells how one of their benchmarks ended. */
function submitting({
  mode = 'exact' as PlanningMode,
  measured = 0,
  elsewhere = [] as WorkerId[],
  background = [] as WorkerId[],
} = {}) {
  const wishes: { worker: WorkerId; wanted: AbortSignal; end: (how: 'measured' | 'failed') => void }[] = []
  const submitted: { id: JobId; hold: boolean; origin: Origin | undefined; record: JobRecord | undefined }[] =
    []
  const previewed: number[] = []
  const cancelled: JobId[] = []
  const released: JobId[] = []
  const timers: { ms: number; ring: () => void }[] = []
  const plan = {
    mode,
    measured,
    unmeasured: named([a, b]),
    measuring: named(elsewhere),
  } as Partial<Plan> as Plan
  let paused = false
  let unplannable = false
  const measure = (worker: WorkerId, wanted: AbortSignal) =>
    new Promise<Map<WorkerId, 'measured' | 'failed'>>((resolve) =>
      wishes.push({ worker, wanted, end: (how) => resolve(new Map([[worker, how]])) }),
    )
  const freed = Promise.withResolvers<void>()
  const cut = new Map(background.map((id) => [id, freed.promise]))
  const submission = createSubmission({
    queuePaused: () => paused,
    plan({ images }) {
      if (unplannable) throw new TributaryError('bad-request', 'The lists are too long.')
      previewed.push(images)
      return plan
    },
    submit(_, { hold = false, origin, record }) {
      const id = JobId.parse(`job-${submitted.length + 1}`)
      submitted.push({ id, hold, origin, record })
      return { id } as Partial<JobView> as JobView
    },
    release: (id) => released.push(id),
    cancel(id) {
      cancelled.push(id)
      return { id } as Partial<JobView> as JobView
    },
    measureFor: (of) =>
      measureFor(of, {
        measure,
        beingMeasured: () => elsewhere,
        after(ms, ring) {
          timers.push({ ms, ring })
          return () => undefined
        },
      }),
    startAtOnce: (of) => startAtOnce(of, { cutShort: () => cut, measure }),
  })
  const request = { mode, images: 12 } as Partial<GenerationRequest> as GenerationRequest
  const wish = (more: Partial<SubmissionWish>) =>
    submission.submit(request, { origin: COMMAND_LINE, onUnmeasured: 'measure-first', ...more })
  const submit = async () => {
    const { job } = await submission.submit(request, { origin: PANEL, onUnmeasured: 'start-at-once' })
    return job
  }
  const pause = () => {
    paused = true
  }
  const goOn = () => {
    paused = false
    submission.queueResumed()
  }
  return {
    pause,
    goOn,
    planFails: () => {
      unplannable = true
    },
    submission,
    submit,
    wish,
    submitted,
    wishes,
    released,
    timers,
    previewed,
    cancelled,
    free: freed.resolve,
  }
}
const settle = () => new Promise(setImmediate)

describe('a job that others can begin', () => {
  it.each([0, 1])(
    'is not held in "Exactly N", and who is not measured takes part: %d measured',
    (measured) => {
      const { submit, submitted, wishes } = submitting({ measured })
      void submit()
      expect(submitted).toMatchObject([{ hold: false, origin: PANEL }])
      expect(wishes).toEqual([])
    },
  )

  it('does not wait for a benchmark where another machine is free', () => {
    const { submit, submitted } = submitting({ elsewhere: [a] })
    void submit()
    expect(submitted[0]?.hold).toBe(false)
  })

  it('waits a moment where all were measured in the background, until the first of them is free', async () => {
    const { submit, submitted, wishes, released, free } = submitting({
      elsewhere: [a, b],
      background: [a, b],
    })
    const job = await submit()
    expect([submitted[0]?.hold, wishes, released]).toEqual([true, [], []])
    free()
    await settle()
    expect(released).toEqual([job.id])
  })

  it('in "N + bonus" waits no longer than the grace', async () => {
    const { submit, submitted, wishes, released, timers } = submitting({ mode: 'bonus' })
    const job = await submit()
    expect([submitted[0]?.hold, timers.length]).toEqual([true, 0])
    wishes[0]?.end('measured')
    await settle()
    expect(timers.map(({ ms }) => ms)).toEqual([30_000])
    expect(released).toEqual([])
    timers[0]?.ring()
    await settle()
    expect(released).toEqual([job.id])
    expect(wishes[1]?.wanted.aborted).toBe(false)
  })

  it('waits for the first benchmark of a machine that another job asked for', async () => {
    const { submit, submitted, wishes, released } = submitting({ elsewhere: [a, b] })
    const job = await submit()
    expect(submitted[0]?.hold).toBe(true)
    wishes[1]?.end('measured')
    await settle()
    expect(released).toEqual([job.id])
  })
})

describe('a job that comes while the queue is paused', () => {
  it('has nobody measured before the queue goes on', async () => {
    const { submit, submitted, wishes, released, pause, goOn } = submitting({
      measured: 1,
      elsewhere: [a, b],
    })
    pause()
    const job = await submit()
    expect([submitted[0]?.hold, wishes.length]).toEqual([true, 0])
    goOn()
    expect(wishes.map(({ worker }) => worker)).toEqual([a, b])
    expect(released).toEqual([job.id])
  })

  it('goes on though it cannot be planned any more, and so does the one behind it', async () => {
    const { submit, released, pause, goOn, planFails } = submitting({ measured: 1 })
    pause()
    const jobs = [await submit(), await submit()]
    planFails()
    goOn()
    expect(released).toEqual(jobs.map(({ id }) => id))
    goOn()
    expect(released).toHaveLength(2)
  })

  it('waits then for the first benchmark where nobody is measured, and for none when it was cancelled', async () => {
    const { submission, submit, wishes, released, pause, goOn } = submitting({ elsewhere: [a, b] })
    pause()
    const [gone, job] = [await submit(), await submit()]
    submission.cancel(gone.id)
    goOn()
    expect([wishes.length, released]).toEqual([2, []])
    wishes[0]?.end('measured')
    await settle()
    expect(released).toEqual([job.id])
  })
})

describe('a job that is cancelled while it waits for benchmarks', () => {
  it('takes back its own wish for them, and nobody else’s', async () => {
    const { submission, submit, wishes, cancelled } = submitting({ elsewhere: [a, b] })
    const [first] = [await submit(), await submit()]
    submission.cancel(first.id)
    expect(cancelled).toEqual([first.id])
    expect(wishes.map(({ wanted }) => wanted.aborted)).toEqual([true, true, false, false])
  })

  it('is not released when they end after all', async () => {
    const { submission, submit, wishes, released } = submitting({ elsewhere: [a, b] })
    const [first, second] = [await submit(), await submit()]
    submission.cancel(first.id)
    for (const { end } of wishes) end('measured')
    await settle()
    expect(released).toEqual([second.id])
  })

  it('leaves the benchmarks alone once it has started', async () => {
    const { submission, submit, wishes, released } = submitting({ elsewhere: [a, b] })
    const job = await submit()
    wishes[0]?.end('measured')
    await settle()
    submission.cancel(job.id)
    expect([released, wishes[1]?.wanted.aborted]).toEqual([[job.id], false])
  })
})

describe('a job that measures first', () => {
  it('comes into the queue when enough are measured, with the plan of that moment', async () => {
    const { wish, submitted, wishes, previewed } = submitting()
    const told: string[] = []
    const done = wish({
      onWait({ ids }) {
        told.push(`waits for ${ids.join()}`)
        return { [Symbol.dispose]: () => void told.push('waits no more') }
      },
      onSubmitted: ({ job }) => told.push(`${job.id} after ${previewed.length} plans`),
    })
    await settle()
    expect([told, submitted]).toEqual([['waits for a,b'], []])
    wishes[1]?.end('measured')
    const { job, measuring } = await done
    expect(told).toEqual(['waits for a,b', 'waits no more', 'job-1 after 2 plans'])
    expect(submitted).toMatchObject([{ id: job.id, hold: false, origin: COMMAND_LINE }])
    expect([measuring.open(), wishes[0]?.wanted.aborted]).toEqual([[a], false])
  })

  it('does not wait where somebody who is measured can begin', async () => {
    const { wish, submitted } = submitting({ measured: 1 })
    await wish({
      onWait: () => {
        throw new Error('it need not wait')
      },
    })
    expect(submitted).toHaveLength(1)
  })

  it('called off while it waits never comes, and its benchmarks end', async () => {
    const { wish, submitted, wishes } = submitting()
    const call = new AbortController()
    const done = wish({ signal: call.signal })
    call.abort()
    expect(wishes.map(({ wanted }) => wanted.aborted)).toEqual([true, true])
    for (const { end } of wishes) end('failed')
    await expect(done).rejects.toMatchObject({ kind: 'aborted' })
    await expect(wish({ signal: call.signal })).rejects.toMatchObject({ kind: 'aborted' })
    expect(submitted).toEqual([])
  })

  it('of an earlier run is planned by what it misses, and keeps its record', async () => {
    const { wish, submitted, previewed } = submitting({ measured: 1 })
    const record = { number: 7, origin: UNKNOWN_ORIGIN } as Partial<JobRecord> as JobRecord
    await wish({ resumed: { record, storedIndexes: [0, 1], missing: 10 } })
    expect(previewed).toEqual([10, 10])
    expect(submitted[0]?.record).toBe(record)
  })
})
