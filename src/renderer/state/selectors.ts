import { useShallow } from 'zustand/react/shallow'
import type { JobId, WorkerId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import type { WorkerView } from '../../shared/worker.ts'
import { usePanel } from './panel-store.ts'
import { shownJob } from './shown-job.ts'
import { type FleetSummary, orderedWorkers, summariseFleet } from './workers.ts'

/** Draws again only when this worker changes. */
export const useWorker = (id: WorkerId): WorkerView | undefined => usePanel((state) => state.workersById[id])

export const useFleetSummary = (): FleetSummary =>
  usePanel(useShallow((state) => summariseFleet(orderedWorkers(state))))

export const useJob = (id: JobId): JobView | undefined => usePanel((state) => state.jobsById[id])

/** The job that Generate is about. */
export const useShownJob = (): JobView | null => usePanel(shownJob)
