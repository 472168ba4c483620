import { Pause, Play, X } from 'lucide-react'
import type { JobId } from '../../shared/ids.ts'
import type { JobView } from '../../shared/job.ts'
import type { Priority } from '../../shared/priority.ts'
import { say } from '../../shared/words/say.ts'
import { isOver } from '../state/jobs.ts'
import type { Action } from '../ui/action.ts'
import { SHORTCUTS } from '../ui/shortcuts.ts'
import { askToCancel, pause, resume } from './steer-job.ts'

/** What decides what can be done with a job. */
export interface JobSubject {
  readonly id: JobId
  readonly number: number
  readonly over: boolean
  readonly paused: boolean
  readonly priority: Priority
  readonly hasPictures: boolean
}

export const isPaused = ({ state }: Pick<JobView, 'state'>): boolean =>
  state === 'paused' || state === 'storing-paused'

export const jobSubject = (
  job: Pick<JobView, 'id' | 'number' | 'state' | 'priority' | 'stored' | 'bonusStored'>,
): JobSubject => ({
  id: job.id,
  number: job.number,
  over: isOver(job),
  paused: isPaused(job),
  priority: job.priority,
  hasPictures: job.stored + job.bonusStored > 0,
})

export const pauseJob: Action<JobSubject> = {
  name: () => say('queue.pause'),
  fullName: ({ number }) => say('queue.pause-job', { number }),
  icon: Pause,
  fits: ({ over, paused }) => !over && !paused,
  run: ({ id }) => void pause(id),
}

export const resumeJob: Action<JobSubject> = {
  name: () => say('queue.resume'),
  fullName: ({ number }) => say('queue.resume-job', { number }),
  icon: Play,
  fits: ({ over, paused }) => !over && paused,
  run: ({ id }) => void resume(id),
}

export const cancelJob: Action<JobSubject> = {
  name: () => say('queue.cancel'),
  fullName: ({ number }) => say('queue.cancel-job', { number }),
  icon: X,
  danger: true,
  shortcut: SHORTCUTS.remove,
  fits: ({ over }) => !over,
  run: ({ id }) => askToCancel(id),
}
