import { describe, expect, it } from 'vitest'
import { BatchStateName } from '../../../../shared/job.ts'
import { type BatchEvent, nextBatchState } from './batch-state.ts'

const EVENTS: readonly BatchEvent[] = ['began', 'stored', 'returned', 'answered-late']
const LEGAL: Readonly<Record<string, string>> = {
  'sent began': 'computing',
  'sent stored': 'stored',
  'sent returned': 'returned',
  'computing stored': 'stored',
  'computing returned': 'returned',
  'returned answered-late': 'stored',
}

describe('the life of a batch', () => {
  for (const state of BatchStateName.options) {
    for (const event of EVENTS) {
      const next = LEGAL[`${state} ${event}`]
      it(`${state} ${next === undefined ? 'refuses' : `becomes ${next} when`} ${event}`, () => {
        if (next === undefined) expect(() => nextBatchState(state, event)).toThrow(/cannot take/)
        else expect(nextBatchState(state, event)).toBe(next)
      })
    }
  }
})
