import { Pause, Play } from 'lucide-react'
import type { BatchView } from '../../shared/job.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from '../state/call.ts'
import { type PanelState, usePanel } from '../state/panel-store.ts'
import { showDone } from '../state/toasts.ts'
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
export const imagesUnderWay = ({ queueOrder, batchesByJob }: PanelState): number =>
  queueOrder
    .flatMap((id) => Object.values(batchesByJob[id]?.sent ?? {}))
    .reduce((sum, batch) => sum + (isUnderWay(batch) ? batch.count : 0), 0)

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

async function pauseQueue(): Promise<void> {
  const answer = await attempt('pauseQueue', {}, say('queue.failed.pause-all'))
  if (!answer) return
  const underWay = imagesUnderWay(usePanel.getState())
  const { changed } = answer
  showDone(say('queue.paused-all', { count: changed.length, underWay }), {
    label: say('panel.undo'),
    run: () => void attempt('resumeJobs', { jobIds: changed }, say('queue.failed.resume-all')),
  })
}

async function resumeQueue(): Promise<void> {
  const answer = await attempt('resumeQueue', {}, say('queue.failed.resume-all'))
  if (!answer || answer.changed.length === 0) return
  showDone(say('queue.resumed-all', { count: answer.changed.length }), {
    label: say('panel.undo'),
    run: () => void attempt('pauseJobs', { jobIds: answer.changed }, say('queue.failed.pause-all')),
  })
}
