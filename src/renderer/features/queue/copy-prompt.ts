import type { JobId } from '../../../shared/ids.ts'
import { say } from '../../../shared/words/say.ts'
import { wholeJob } from '../../jobs/take-settings.ts'
import { copyText } from '../../state/copy-text.ts'

export async function copyPrompt(id: JobId): Promise<void> {
  const job = await wholeJob(id, say('queue.failed.read-prompt'))
  if (job) await copyText(job.request.prompt, say('panel.copied-prompt'))
}
