import type { JobId } from '../../shared/ids.ts'
import { say } from '../../shared/words/say.ts'
import { attempt } from '../state/call.ts'
import { showInQueue } from '../state/queue-ui.ts'
import { showDone } from '../state/toasts.ts'
import { requestAgain, type SeedChoice, wholeJob } from './take-settings.ts'

/** Puts the same job into the queue once more. */
export async function runAgain(id: JobId, choice: SeedChoice): Promise<void> {
  const failed = say('queue.failed.run-again')
  const job = await wholeJob(id, failed)
  if (!job) return
  const made = await attempt(
    'submitJob',
    { request: requestAgain(job, choice), priority: job.priority },
    failed,
  )
  if (!made) return
  showDone(say(`queue.runs-again.${choice}`, { number: job.number, made: made.number }), {
    label: say('queue.show'),
    run: () => showInQueue(made.id),
  })
}
