import { type MessageKey, reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type { WorkerEntry } from './worker-entry.ts'
import { unavailableReason } from './worker-view.ts'

/** Why a worker is not idle; reads after "argon: ". Null: it is. */
export function notIdle(entry: WorkerEntry): Reason | null {
  const why = unavailableReason(entry)
  if (why !== null) return why
  if (entry.state !== 'idle' || entry.requestsOut > 0) return reason('fleet.works-on-job')
  return entry.busyElsewhere === null ? null : reason('fleet.works-for-others')
}

/** The same as a sentence of its own about a machine of this name. */
export function asSentence(name: string, why: Reason): Reason {
  switch (why.kind as MessageKey) {
    case 'planning.switched-off':
      return reason('fleet.switched-off', { name })
    case 'fleet.not-answered-yet':
      return reason('fleet.not-answered-yet.sentence', { name })
    case 'fleet.about-to-be-measured':
      return reason('fleet.about-to-be-measured.sentence', { name })
    case 'fleet.being-measured':
      return reason('fleet.being-measured.sentence', { name })
    case 'fleet.needs-password':
      return reason('fleet.needs-password.sentence', { name })
    case 'fleet.paused':
      return reason('fleet.paused.sentence', { name })
    case 'fleet.not-reachable':
      return reason('fleet.not-reachable.sentence', { name })
    case 'fleet.loading':
      return reason('fleet.loading.sentence', { name })
    case 'fleet.works-on-job':
      return reason('fleet.works-on-job.sentence', { name })
    case 'fleet.works-for-others':
      return reason('fleet.works-for-others.sentence', { name })
    default:
      // What it failed with is a sentence already.
      return why
  }
}
