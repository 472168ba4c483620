import { reason } from '../../shared/words/catalogue.ts'
import { onFailure } from '../core/dispatch/request/on-failure.ts'
import type { WorkerFact } from '../core/ports.ts'
import { STOPPED_BY_OTHERS } from './health/busy-elsewhere.ts'
import type { Health } from './health/health.ts'
import type { Roster } from './roster.ts'
import type { WorkerEntry } from './worker-entry.ts'

/** Moves a worker by what dispatch tells of it. Also told of workers that were removed while something of ours ran there. */
export function applyFact(
  { roster, health }: { roster: Roster; health: Health },
  entry: WorkerEntry,
  fact: WorkerFact,
): void {
  switch (fact.type) {
    case 'batch-started':
      entry.requestsOut++
      entry.setback = null
      roster.apply(entry, 'batch-started')
      break
    case 'batch-ended':
    case 'interrupted':
      ended(roster, entry)
      // Whoever stopped it is about to do something of their own there: counted until the next look, a moment later, tells.
      if (fact.type === 'interrupted' && fact.byOthers === true && entry.requestsOut === 0)
        entry.busyElsewhere = STOPPED_BY_OTHERS
      if (fact.type === 'batch-ended') health.proven(entry)
      // With the next request behind it the worker goes on working.
      if (entry.requestsOut === 0 || entry.state !== 'working') roster.apply(entry, fact.type)
      break
    case 'model-loading':
      roster.apply(entry, 'model-loading')
      break
    case 'model-loaded':
      if (entry.capabilities !== null && entry.capabilities.loadedCheckpoint !== fact.checkpoint)
        entry.capabilities = { ...entry.capabilities, loadedCheckpoint: fact.checkpoint }
      roster.apply(entry, 'model-loaded')
      break
    case 'failed':
      ended(roster, entry)
      entry.lostRequest ||= onFailure(fact.failure.kind).mayStillRun
      if (roster.has(entry)) health.lost(entry, fact.failure)
      break
    case 'failed-too-often':
      entry.problem = {
        kind: 'not-now',
        message:
          entry.problem === null
            ? reason('fleet.failed-too-often')
            : reason('fleet.failed-too-often-because', { problem: entry.problem.message }),
        remedy: reason('fleet.failed-too-often.remedy'),
        field: null,
      }
      roster.apply(entry, 'failed-too-often')
      break
  }
  roster.changed(entry, { quietly: fact.type === 'model-loaded' })
}

/** One request of ours less; connections nobody needs any more are closed with the last one. */
function ended(roster: Roster, entry: WorkerEntry): void {
  entry.requestsOut = Math.max(0, entry.requestsOut - 1)
  if (entry.requestsOut > 0) return
  if (roster.has(entry)) entry.closeRetired()
  else entry.closeAll()
}
