import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { JobStateName } from '../../../../shared/job.ts'
import { isOver, type JobEvent, nextJobState } from './job-state.ts'

const EVENTS: readonly JobEvent[] = [
  'released',
  'started',
  'starved',
  'paused',
  'resumed',
  'held-again',
  'storage-failed',
  'storage-recovered',
  'completed',
  'cancelled',
  'failed',
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
  'paused held-again': 'held',
  'paused released': 'paused',
  'storing-paused storage-recovered': 'queued',
}

function expected(state: JobStateName, event: JobEvent): JobStateName | null {
  const over = ['finished', 'cancelled', 'failed'].includes(state)
  if (over) return null
  if (event in ENDS) return ENDS[event] ?? null
  if (event === 'paused') return 'paused'
  if (event === 'storage-failed') return 'storing-paused'
  return LEGAL[`${state} ${event}`] ?? null
}

describe('the life of a job', () => {
  for (const state of JobStateName.options) {
    it(`${state} takes exactly what the table holds`, () => {
      for (const event of EVENTS) {
        const next = expected(state, event)
        if (next === null) expect(() => nextJobState(state, event), event).toThrow(/cannot take/)
        else expect(nextJobState(state, event), event).toBe(next)
      }
    })
  }

  it('ends three ways, and stays over whatever comes after', () => {
    expect(JobStateName.options.filter(isOver)).toEqual(['finished', 'cancelled', 'failed'])
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), (events) => {
        let state: JobStateName = 'queued'
        for (const event of events) {
          const next = expected(state, event)
          if (isOver(state)) expect(next).toBeNull()
          if (next === null) expect(() => nextJobState(state, event)).toThrow()
          else state = nextJobState(state, event)
        }
      }),
    )
  })
})
