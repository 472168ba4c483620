import type { JobId } from '../../../../shared/ids.ts'
import type { JobView } from '../../../../shared/job.ts'

/** Where a job can be sent from its menu. */
export type Destination = 'next' | 'up' | 'down' | 'top' | 'bottom'

/**
 * What the list shows: the order as dragged where there is one, without jobs that are over, with those that came meanwhile
 * at the end.
 */
export function shownOrder(order: readonly JobId[], arranged: readonly JobId[] | null): readonly JobId[] {
  if (arranged === null) return order
  const open = new Set(order)
  const placed = new Set(arranged)
  return [...arranged.filter((id) => open.has(id)), ...order.filter((id) => !placed.has(id))]
}

/** The order after a job moved to a place, from 0; beyond the end is the end. */
export function withMoved(order: readonly JobId[], id: JobId, place: number): JobId[] {
  const others = order.filter((other) => other !== id)
  others.splice(Math.max(0, place), 0, id)
  return others
}

/** The job that follows in an order, which is what a move is told as; null: it is the last. */
export const followerOf = (order: readonly JobId[], id: JobId): JobId | null =>
  order[order.indexOf(id) + 1] ?? null

/** The place, from 0, that a job gets when it is sent somewhere; null where that changes nothing. `jobs`: in the order of the queue. */
export function placeFor(
  jobs: readonly Pick<JobView, 'id' | 'state'>[],
  id: JobId,
  to: Destination,
): number | null {
  const at = jobs.findIndex((job) => job.id === id)
  if (at < 0) return null
  const place = targetOf(jobs, at, to)
  return place === at || place < 0 || place >= jobs.length ? null : place
}

function targetOf(jobs: readonly Pick<JobView, 'state'>[], at: number, to: Destination): number {
  switch (to) {
    case 'up':
      return at - 1
    case 'down':
      return at + 1
    case 'top':
      return 0
    case 'bottom':
      return jobs.length - 1
    case 'next': {
      // Behind what runs already, in front of everything that waits.
      if (jobs[at]?.state === 'running') return at
      const lastRunning = jobs.findLastIndex(({ state }, place) => state === 'running' && place < at)
      return lastRunning + 1
    }
  }
}
