import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import { currentJob } from './jobs.ts'
import type { PanelState } from './panel-store.ts'

/** The job that Generate is about: that asked for by a notification or the queue, else the one at work, else the newest. */
export const shownJob = (state: PanelState): JobView | null =>
  (state.shownJobId ? state.jobsById[state.shownJobId] : null) ?? currentJob(state)

/** The job that Generate is about stays there when it is paused: what it is resumed with stands where it was paused. */
export function keptInSight(state: PanelState, changed: readonly JobView[]): Partial<PanelState> {
  const shown = shownJob(state)
  if (shown === null || state.shownJobId !== null || shown.state === 'paused') return {}
  return changed.findLast(({ id }) => id === shown.id)?.state === 'paused' ? { shownJobId: shown.id } : {}
}

/** The job whose header, notices and timeline are in sight; null on other screens and behind the viewer. */
export const jobInSight = (state: PanelState): JobId | null =>
  state.route === 'generate' && state.viewer === null ? (shownJob(state)?.id ?? null) : null
