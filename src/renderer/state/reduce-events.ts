import type { EventArguments, Snapshot } from '../../shared/contract.ts'
import type { BatchView, JobView, StoredImage } from '../../shared/job.ts'
import type { WorkerView } from '../../shared/worker.ts'
import { syncChanged } from './activity.ts'
import { batchesChanged, batchesOf, forecastChanged, progressed } from './batches.ts'
import { formOf } from './form.ts'
import { historyChanged } from './history.ts'
import { imagesMarked, imagesOf, imagesRestored, imagesStored, imagesTrashed } from './images.ts'
import { jobsChanged, jobsOf, queueArranged } from './jobs.ts'
import { noticeRaised, noticesOf } from './notices.ts'
import { offersChanged, offersOf } from './offers.ts'
import type { PanelState } from './panel-store.ts'
import { settingsOf } from './settings.ts'
import { keptInSight } from './shown-job.ts'
import { viewerWithout } from './ui.ts'
import { workerRemoved, workersArranged, workersChanged, workersOf } from './workers.ts'

/** The whole state that a snapshot stands for; what the person has open stays. `wall`: epoch ms as it arrived. */
export function stateFrom(snapshot: Snapshot, wall: number): Partial<PanelState> {
  return {
    connection: { at: 'ready' },
    ...workersOf(snapshot),
    ...offersOf(snapshot),
    ...jobsOf(snapshot),
    ...batchesOf(snapshot),
    ...imagesOf(snapshot),
    ...settingsOf(snapshot, wall),
    ...noticesOf(snapshot),
    ...formOf(snapshot),
  }
}

/**
 * Events in the order in which they happened, folded into the state. Runs of the same kind are taken in together,
 * so that a batch of 64 pictures copies the index once. `now`: epoch ms by the fleet's clock.
 */
export function reduceEvents(
  state: PanelState,
  events: readonly EventArguments[],
  now: number,
): Partial<PanelState> {
  let next: PanelState = state
  for (const run of runsOfOneKind(events)) next = { ...next, ...reduceRun(next, run, now) }
  return next
}

function runsOfOneKind(events: readonly EventArguments[]): EventArguments[][] {
  const runs: EventArguments[][] = []
  for (const event of events) {
    const last = runs.at(-1)
    if (last && last[0]?.[0] === event[0]) last.push(event)
    else runs.push([event])
  }
  return runs
}

function reduceRun(state: PanelState, run: readonly EventArguments[], now: number): Partial<PanelState> {
  const payloads = run.map(([, payload]) => payload)
  switch (run[0]?.[0]) {
    case 'workerChanged':
      return workersChanged(state, payloads as WorkerView[])
    case 'jobChanged':
      return { ...jobsChanged(state, payloads as JobView[]), ...keptInSight(state, payloads as JobView[]) }
    case 'batchChanged':
      return batchesChanged(state, payloads as BatchView[])
    case 'imageStored':
      return imagesStored(state, payloads as StoredImage[])
    default:
      return reduceEach(state, run, now)
  }
}

function reduceEach(state: PanelState, run: readonly EventArguments[], now: number): PanelState {
  let next = state
  for (const event of run) next = { ...next, ...reduceOne(next, event, now) }
  return next
}

function reduceOne(state: PanelState, [name, payload]: EventArguments, now: number): Partial<PanelState> {
  switch (name) {
    case 'workersArranged':
      return workersArranged(state, payload)
    case 'workerRemoved':
      return workerRemoved(state, payload.workerId)
    case 'offersChanged':
      return offersChanged(state, payload)
    case 'imagesMarked':
      return imagesMarked(state, payload.imageIds, payload.favourite)
    case 'imagesTrashed':
      return { ...imagesTrashed(state, payload.imageIds), ...viewerWithout(state, payload.imageIds) }
    case 'imagesRestored':
      return imagesRestored(state, payload.images, (jobId) => state.jobsById[jobId] !== undefined)
    case 'queueArranged':
      return queueArranged(state, payload)
    case 'queuePauseChanged':
      return { queuePaused: payload.paused }
    case 'historyChanged':
      return historyChanged(state)
    case 'forecastChanged':
      return forecastChanged(state, payload.jobId, payload.batches)
    case 'progressed':
      return progressed(state, payload, now)
    case 'settingsChanged':
      return { settings: payload }
    case 'discoveryChanged':
      return { discovery: payload }
    case 'syncChanged':
      return syncChanged(state, payload)
    case 'noticeRaised':
      return noticeRaised(state, payload)
    case 'navigated':
      return { route: payload.to, shownJobId: payload.jobId, overlay: null, viewer: null }
    default:
      return {}
  }
}
