import { say } from '../../../shared/words/say.ts'
import { attempt } from '../../state/call.ts'
import { showDone } from '../../state/toasts.ts'

export async function pauseAll(): Promise<void> {
  const answer = await attempt('pauseJobs', { jobIds: null }, say('queue.failed.pause-all'))
  if (!answer || answer.changed.length === 0) return
  showDone(say('queue.paused-all', { count: answer.changed.length }), {
    label: say('panel.undo'),
    run: () => void attempt('resumeJobs', { jobIds: answer.changed }, say('queue.failed.resume-all')),
  })
}

export async function resumeAll(): Promise<void> {
  const answer = await attempt('resumeJobs', { jobIds: null }, say('queue.failed.resume-all'))
  if (!answer || answer.changed.length === 0) return
  showDone(say('queue.resumed-all', { count: answer.changed.length }), {
    label: say('panel.undo'),
    run: () => void attempt('pauseJobs', { jobIds: answer.changed }, say('queue.failed.pause-all')),
  })
}
