import type { BatchStateName } from '../../../../shared/job.ts'

/** What can happen to a request on its way. `answered-late`: it was given up on, but its answer came and was used. */
export type BatchEvent = 'began' | 'stored' | 'returned' | 'answered-late'

/** The one table of a batch's life. A forecast is none yet. */
const TABLE: Readonly<Record<BatchStateName, Partial<Record<BatchEvent, BatchStateName>>>> = {
  forecast: {},
  sent: { began: 'computing', stored: 'stored', returned: 'returned' },
  computing: { stored: 'stored', returned: 'returned' },
  returned: { 'answered-late': 'stored' },
  stored: {},
}

/** The state after an event. Throws for anything the table does not hold. */
export function nextBatchState(state: BatchStateName, event: BatchEvent): BatchStateName {
  const next = TABLE[state][event]
  if (next === undefined) throw new Error(`a batch that is ${state} cannot take "${event}"`)
  return next
}
