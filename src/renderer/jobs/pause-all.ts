import { Pause, Play } from 'lucide-react'
import type { JobId } from '../../shared/ids.ts'
import type { BatchView } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from '../state/call.ts'
import { type PanelState, usePanel } from '../state/panel-store.ts'
import { showDone } from '../state/toasts.ts'
import { undoing } from '../state/undo.ts'
import { type Action, tryAction } from '../ui/action.ts'
import { SHORTCUTS } from '../ui/shortcuts.ts'
import { isPaused } from './job-actions.ts'

/** What decides whether all jobs can be paused, or gone on with. */
export interface QueueSubject {
  /** jobs that are not over */
  readonly open: number
  readonly paused: number
  /** jobs that come wait too */
  readonly queuePaused: boolean
}

export function queueSubject({ queueOrder, jobsById, queuePaused }: PanelState): QueueSubject {
  const states = queueOrder.flatMap((id) => jobsById[id] ?? [])
  return { open: states.length, paused: states.filter(isPaused).length, queuePaused }
}

const isUnderWay = ({ state }: BatchView): boolean => state === 'sent' || state === 'computing'

/** Images that are being made now, of all jobs. */
const imagesUnderWay = ({ queueOrder, batchesByJob }: PanelState): number =>
  queueOrder
    .flatMap((id) => Object.values(batchesByJob[id]?.sent ?? {}))
    .reduce((sum, batch) => sum + (isUnderWay(batch) ? batch.count : 0), 0)

/** The same while the queue is paused; null while it is not: then nothing is counted, at whatever rate batches change. */
export const underWayWhilePaused = (state: PanelState): number | null =>
  state.queuePaused ? imagesUnderWay(state) : null

/** Nothing new is begun on any machine. */
export const pauseAll: Action<QueueSubject> = {
  name: () => say('queue.pause-all'),
  fullName: () => say('queue.pause-all-jobs'),
  icon: Pause,
  shortcut: SHORTCUTS.pauseAll,
  fits: ({ open, paused, queuePaused }) => !queuePaused && open > paused,
  run: () => void pauseQueue(),
}

export const resumeAll: Action<QueueSubject> = {
  name: () => say('queue.resume-all'),
  fullName: () => say('queue.resume-all-jobs'),
  icon: Play,
  shortcut: SHORTCUTS.pauseAll,
  fits: ({ paused, queuePaused }) => queuePaused || paused > 0,
  run: () => void resumeQueue(),
}

/** What its key does: pauses what is not paused, else goes on. Answers whether there was something to do. */
export function pauseOrResumeAll(): boolean {
  const subject = queueSubject(usePanel.getState())
  return tryAction(pauseAll, subject) || tryAction(resumeAll, subject)
}

/** Jobs that a pause is kept for; those that wait for the disk are not among them. */
const pausedJobs = ({ queueOrder, jobsById }: PanelState): JobId[] =>
  queueOrder.filter((id) => jobsById[id]?.state === 'paused')

/** Undo goes on with the queue, and with all jobs but those that were paused before. */
async function pauseQueue(): Promise<void> {
  const before = pausedJobs(usePanel.getState())
  const answer = await attempt('pauseQueue', {}, say('queue.failed.pause-all'))
  if (!answer) return
  const underWay = imagesUnderWay(usePanel.getState())
  showDone(
    say('queue.paused-all', { count: answer.changed.length, underWay }),
    undoing(() => void attempt('resumeQueue', { except: before }, say('queue.failed.resume-all'))),
  )
}

/** Undo pauses the queue where it was paused, else the jobs that were. */
async function resumeQueue(): Promise<void> {
  const { queuePaused } = usePanel.getState()
  const before = pausedJobs(usePanel.getState())
  const answer = await attempt('resumeQueue', {}, say('queue.failed.resume-all'))
  if (!answer || answer.changed.length === 0) return
  const failed = say('queue.failed.pause-all')
  showDone(
    say('queue.resumed-all', { count: answer.changed.length }),
    undoing(
      () =>
        void (queuePaused
          ? attempt('pauseQueue', {}, failed)
          : attempt('pauseJobs', { jobIds: before }, failed)),
    ),
  )
}
