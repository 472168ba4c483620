import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JobStateName } from '../../../../shared/job.ts'
import type { Problem } from '../../../../shared/problem.ts'
import { plainText } from '../../../../shared/words/catalogue.ts'
import { isOver, type JobEvent, type JobState, nextJobState } from './job-state.ts'

const problem: Problem = {
  kind: 'not-now',
  message: plainText('Nobody can work on this now.'),
  remedy: null,
  field: null,
}
const EVENTS: readonly JobEvent[] = [
  { type: 'released', at: 1000 },
  { type: 'started', wall: 50 },
  { type: 'starved', problem },
  { type: 'paused' },
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
  if (type === 'all-stored') return state
  if (type === 'paused') return 'paused'
  if (type === 'storage-failed') return 'storing-paused'
  return LEGAL[`${state} ${type}`] ?? null
}

const standing = (name: JobStateName, more: Partial<JobState> = {}): JobState => ({
  name,
  problem: null,
  hold: false,
  submittedAt: 0,
  releasedAt: null,
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
    expect(moved(held, { type: 'paused' }, { type: 'resumed', at: 10 })).toMatchObject({
      name: 'held',
      hold: true,
      releasedAt: null,
    })
    const released = moved(held, { type: 'paused' }, { type: 'released', at: 10 })
    expect(released).toMatchObject({ name: 'paused', hold: false, releasedAt: null })
    expect(moved(released, { type: 'resumed', at: 20 })).toMatchObject({ name: 'queued', releasedAt: 20 })
  })

  it('knows why it waits until something of it is sent, and why it failed for good', () => {
    const waiting = moved(standing('queued'), { type: 'starved', problem })
    expect(waiting.problem).toBe(problem)
    expect(moved(waiting, { type: 'started', wall: 50 })).toMatchObject({ problem: null, startedWall: 50 })
    expect(moved(waiting, { type: 'cancelled', at: 9000, wall: 60 }).problem).toBeNull()
    expect(moved(waiting, { type: 'failed', at: 9000, wall: 60, problem }).problem).toBe(problem)
  })

  it('takes from its release to its last asked-for image, however long bonus images take', () => {
    const running = standing('running', { submittedAt: 1000, releasedAt: 3000 })
    const done = { type: 'completed', at: 60_000, wall: 60 } as const
    expect(moved(running, { type: 'all-stored', at: 33_000 }, done)).toMatchObject({
      name: 'finished',
      makespanSeconds: 30,
      finishedWall: 60,
    })
    expect(moved(standing('queued', { submittedAt: 1000 }), done).makespanSeconds).toBe(59)
  })
})
