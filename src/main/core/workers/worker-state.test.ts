import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WorkerStateName } from '../../../shared/worker.ts'
import { IllegalTransition, nextWorkerState, type WorkerEvent } from './worker-state.ts'

const STATES = WorkerStateName.options
const EVENTS: readonly WorkerEvent[] = [
  'probe-ok',
  'probe-failed',
  'sign-in-needed',
  'batch-started',
  'batch-ended',
  'model-loading',
  'model-loaded',
  'interrupted',
  'benchmark-started',
  'benchmark-ended',
  'failed-too-often',
  'resumed',
  'switched-off',
  'switched-on',
  'changed',
]

/** The state after all legal events of a sequence; illegal ones are refused and change nothing. */
function walk(events: readonly WorkerEvent[]): WorkerStateName {
  let state: WorkerStateName = 'unknown'
  for (const event of events) {
    try {
      state = nextWorkerState(state, event)
    } catch (error) {
      expect(error).toBeInstanceOf(IllegalTransition)
    }
  }
  return state
}

describe('the state of a worker', () => {
  it('follows the table or throws, whatever happens to it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 }), (events) => {
        expect(STATES).toContain(walk(events))
      }),
    )
  })

  it('reaches every state from the first one', () => {
    const reached = new Set<WorkerStateName>(['unknown'])
    for (let before = 0; before < reached.size; ) {
      before = reached.size
      for (const state of [...reached])
        for (const event of EVENTS) {
          try {
            reached.add(nextWorkerState(state, event))
          } catch (error) {
            expect(error).toBeInstanceOf(IllegalTransition)
          }
        }
    }
    expect([...reached].sort()).toEqual([...STATES].sort())
  })

  it('can come back to idle from every state', () => {
    const wayBack: Record<WorkerStateName, readonly WorkerEvent[]> = {
      unknown: ['probe-ok'],
      idle: [],
      working: ['batch-ended'],
      benchmarking: ['benchmark-ended'],
      'loading-model': ['model-loaded'],
      interrupted: ['probe-ok'],
      unavailable: ['probe-ok'],
      'needs-sign-in': ['changed', 'probe-ok'],
      paused: ['resumed', 'probe-ok'],
      off: ['switched-on', 'probe-ok'],
    }
    for (const state of STATES) {
      const end = wayBack[state].reduce(nextWorkerState, state)
      expect(end, state).toBe('idle')
    }
  })

  it('can be lost, locked, paused, switched off and changed in every state', () => {
    for (const state of STATES)
      for (const event of [
        'probe-failed',
        'sign-in-needed',
        'failed-too-often',
        'switched-off',
        'changed',
      ] as const)
        expect(STATES, `${state} ${event}`).toContain(nextWorkerState(state, event))
  })

  it('takes late news of work that ended in every state but those that began other work', () => {
    for (const state of STATES) expect(STATES).toContain(nextWorkerState(state, 'batch-ended'))
  })

  it.each([
    ['off', 'batch-started'],
    ['unavailable', 'batch-started'],
    ['benchmarking', 'batch-started'],
    ['working', 'benchmark-started'],
    ['needs-sign-in', 'benchmark-started'],
    ['idle', 'switched-on'],
    ['working', 'resumed'],
  ] as const)('a worker that is %s cannot take "%s"', (state, event) => {
    expect(() => nextWorkerState(state, event)).toThrow(IllegalTransition)
  })
})
