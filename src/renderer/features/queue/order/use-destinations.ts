import { useShallow } from 'zustand/react/shallow'
import type { JobId } from '../../../../shared/ids.ts'
import { usePanel } from '../../../state/panel-store.ts'
import { type Destination, placeFor } from './queue-order.ts'

/** Where a job can be sent: not where it is already. */
export type Destinations = Readonly<Record<Destination, boolean>>

/** Draws again only when one of them changes: another job may have come, started or gone. */
export const useDestinations = (id: JobId): Destinations =>
  usePanel(
    useShallow(({ queueOrder, jobsById }) => {
      const at = queueOrder.indexOf(id)
      const [before, behind] = [at > 0, at >= 0 && at < queueOrder.length - 1]
      // Only what is in front of it decides whether it could run sooner.
      const jobs = queueOrder.slice(0, at + 1).flatMap((each) => jobsById[each] ?? [])
      return {
        next: before && placeFor(jobs, id, 'next') !== null,
        up: before,
        down: behind,
        top: before,
        bottom: behind,
      }
    }),
  )
