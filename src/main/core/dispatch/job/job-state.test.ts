import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JobStateName } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { isOver, type JobEvent, type JobState, nextJobState, workedSeconds } from './job-state.ts'

const problem: Problem = {
  kind: 'not-now',
  message: plainText('Nobody can work on this now.'),
  remedy: null,
  field: null,
}
const EVENTS: readonly JobEvent[] = [
  { type: 'released' },
  { type: 'started', at: 1000, wall: 50 },
  { type: 'request-ended', at: 1500 },
  { type: 'starved', problem },
  { type: 'paused', at: 1800 },
  { type: 'resumed', at: 2000 },
  { type: 'storage-failed', problem },
  { type: 'storage-recovered' },
  { type: 'all-stored', at: 4000 },
  { type: 'completed', at: 5000, wall: 60 },
  { type: 'cancelled', at: 5000, wall: 60 },
  { type: 'failed', at: 5000, wall: 60, problem },
]
const ENDS: Readonly<Record<string, JobStateName>> = {
  completed: 'finished',
  cancelled: 'cancelled',
  failed: 'failed',
}
const LEGAL: Readonly<Record<string, JobStateName>> = {
  'held released': 'queued',
  'queued started': 'running',
  'queued starved': 'waiting',
  'running started': 'running',
  'running starved': 'waiting',
  'waiting started': 'running',
  'waiting starved': 'waiting',
  'paused resumed': 'queued',
  'paused released': 'paused',
  'storing-paused storage-recovered': 'queued',
}

function expected(state: JobStateName, { type }: JobEvent): JobStateName | null {
  const over = ['finished', 'cancelled', 'failed'].includes(state)
  if (over) return null
  if (type in ENDS) return ENDS[type] ?? null
  if (type === 'all-stored' || type === 'request-ended') return state
  if (type === 'paused') return 'paused'
  if (type === 'storage-failed') return 'storing-paused'
  return LEGAL[`${state} ${type}`] ?? null
}

const standing = (name: JobStateName, more: Partial<JobState> = {}): JobState => ({
  name,
  problem: null,
  hold: false,
  startedAt: null,
  restsSince: null,
  restedMs: 0,
  startedWall: null,
  finishedWall: null,
  makespanSeconds: null,
  ...more,
})

describe('the life of a job', () => {
  for (const state of JobStateName.options) {
    it(`${state} takes exactly what the table holds`, () => {
      for (const event of EVENTS) {
        const next = expected(state, event)
        const go = () => nextJobState(standing(state), event).name
        if (next === null) expect(go, event.type).toThrow(/cannot take/)
        else expect(go(), event.type).toBe(next)
      }
    })
  }

  it('ends three ways, and stays over whatever comes after', () => {
    expect(JobStateName.options.filter(isOver)).toEqual(['finished', 'cancelled', 'failed'])
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), (events) => {
        let state = standing('queued')
        for (const event of events) {
          const next = expected(state.name, event)
          if (isOver(state.name)) expect(next).toBeNull()
          if (next === null) expect(() => nextJobState(state, event)).toThrow()
          else state = nextJobState(state, event)
        }
      }),
    )
  })

  const moved = (from: JobState, ...events: readonly JobEvent[]) => events.reduce(nextJobState, from)

  it('goes back to being held when it is resumed before what it was held for is done', () => {
    const held = standing('held', { hold: true })
    expect(moved(held, { type: 'paused', at: 5 }, { type: 'resumed', at: 10 })).toMatchObject({
      name: 'held',
      hold: true,
    })
    const released = moved(held, { type: 'paused', at: 5 }, { type: 'released' })
    expect(released).toMatchObject({ name: 'paused', hold: false })
    expect(moved(released, { type: 'resumed', at: 20 }).name).toBe('queued')
  })

  it('knows why it waits until something of it is sent, and why it failed for good', () => {
    const waiting = moved(standing('queued'), { type: 'starved', problem })
    expect(waiting.problem).toBe(problem)
    expect(moved(waiting, { type: 'started', at: 5, wall: 50 })).toMatchObject({
      problem: null,
      startedWall: 50,
    })
    expect(moved(waiting, { type: 'cancelled', at: 9000, wall: 60 }).problem).toBeNull()
    expect(moved(waiting, { type: 'failed', at: 9000, wall: 60, problem }).problem).toBe(problem)
  })

  it('takes from its first request to its last asked-for image, however long bonus images take', () => {
    const running = moved(
      standing('queued'),
      { type: 'starved', problem },
      { type: 'started', at: 3000, wall: 3 },
      { type: 'started', at: 9000, wall: 9 },
    )
    const done = { type: 'completed', at: 60_000, wall: 60 } as const
    expect(moved(running, { type: 'all-stored', at: 33_000 }, done)).toMatchObject({
      name: 'finished',
      makespanSeconds: 30,
      finishedWall: 60,
    })
    expect(moved(standing('queued'), done).makespanSeconds).toBeNull()
  })

  it('takes no time while it is paused and nothing of it is on its way', () => {
    const running = moved(standing('queued'), { type: 'started', at: 3000, wall: 3 })
    const paused = moved(
      running,
      { type: 'paused', at: 10_000 },
      { type: 'request-ended', at: 12_000 },
      { type: 'request-ended', at: 15_000 },
    )
    expect(workedSeconds(paused, 500_000)).toBe(12)
    const resumed = moved(paused, { type: 'resumed', at: 500_000 })
    expect(workedSeconds(resumed, 504_000)).toBe(16)
    const again = moved(resumed, { type: 'paused', at: 506_000 }, { type: 'resumed', at: 600_000 })
    expect(moved(again, { type: 'all-stored', at: 602_000 }).makespanSeconds).toBe(20)
  })

  it('has not begun before something was sent, however often it was paused', () => {
    const waited = moved(
      standing('queued'),
      { type: 'paused', at: 1000 },
      { type: 'resumed', at: 90_000 },
      { type: 'started', at: 100_000, wall: 3 },
    )
    expect(workedSeconds(waited, 105_000)).toBe(5)
  })
})
