import type { JobId } from '../../shared/ids.ts'
import type { Priority } from '../../shared/priority.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from '../state/call.ts'
import { usePanel } from '../state/panel-store.ts'
import { showDone } from '../state/toasts.ts'
import { undoing } from '../state/undo.ts'
import type { Action } from '../ui/action.ts'
import type { JobSubject } from './job-actions.ts'
import { PRIORITY_ICONS } from './priority-icons.ts'

/** Gives a job that is not over a priority. */
export const prioritizeAs = (priority: Priority): Action<JobSubject> => ({
  name: () => say(`queue.prioritize.${priority}`),
  icon: PRIORITY_ICONS[priority],
  fits: (job) => !job.over && job.priority !== priority,
  run: ({ id }) => void prioritize(id, priority),
})

/** A toast offers the way back: the priority it had, and its place. */
async function prioritize(id: JobId, priority: Priority): Promise<void> {
  const { jobsById, queueOrder } = usePanel.getState()
  const job = jobsById[id]
  if (job === undefined) return
  const follower = queueOrder[queueOrder.indexOf(id) + 1] ?? null
  if (!(await send(id, priority))) return
  showDone(
    say(`queue.prioritized.${priority}`, { number: job.number }),
    undoing(() => void restore(id, job.priority, follower)),
  )
}

async function restore(id: JobId, priority: Priority, follower: JobId | null): Promise<void> {
  if (!(await send(id, priority))) return
  const open = usePanel.getState().queueOrder
  // The one it stood before may be over by now: then it stands where its priority puts it.
  if (follower !== null && open.includes(follower))
    await attempt('moveJob', { jobId: id, before: follower }, say('queue.failed.move'))
}

const send = async (jobId: JobId, priority: Priority): Promise<boolean> =>
  (await attempt('prioritizeJob', { jobId, priority }, say('queue.failed.prioritize'))) !== null
