import type { JobId } from '../../../shared/ids.ts'
import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { isOver } from '../../state/jobs.ts'
import { usePanel } from '../../state/panel-store.ts'
import { openJob, useQueue } from '../../state/queue-ui.ts'
import { showDone } from '../../state/toasts.ts'
import { undoing } from '../../state/undo.ts'

/** Takes jobs off the history, all with null; their pictures stay. A toast puts them back. */
export async function clearHistory(jobIds: JobId[] | null): Promise<void> {
  const cleared = await attempt('clearHistory', { jobIds }, say('queue.failed.clear-history'))
  if (!cleared) return
  closeDetails(jobIds)
  const { token, count } = cleared
  if (count === 0) return
  showDone(
    say('queue.forgotten', { count }),
    undoing(() => void attempt('restoreHistory', { token }, say('queue.failed.restore-history'))),
  )
}

/** Details of a job that is no longer in the history have nothing to show. */
function closeDetails(gone: readonly JobId[] | null): void {
  const { opened } = useQueue.getState()
  if (opened === null || (gone !== null && !gone.includes(opened))) return
  const job = usePanel.getState().jobsById[opened]
  if (!job || isOver(job)) openJob(null)
}
