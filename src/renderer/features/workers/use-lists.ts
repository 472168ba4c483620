import type { WorkerId } from '../../../shared/ids.ts'
import type { ListedCheckpoints, WorkerLists } from '../../../shared/worker-activity.ts'
import { type Asked, useAsked } from '../../state/asked.ts'
import { call } from '../../state/call.ts'
import { usePanel } from '../../state/panel-store.ts'

/** What a machine's server lists, asked for when it is looked at and again when lists change; null: no machine, no question. */
export function useWorkerLists(workerId: WorkerId | null): Asked<WorkerLists> {
  const offers = usePanel((state) => state.offers)
  return useAsked(workerId, offers, (id) => call('workerLists', { workerId: id }))
}

/** The checkpoints of every machine, asked for as above. */
export function useFleetCheckpoints(): Asked<readonly ListedCheckpoints[]> {
  const offers = usePanel((state) => state.offers.checkpoints)
  return useAsked('fleet', offers, () => call('fleetCheckpoints', {}))
}
