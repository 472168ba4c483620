import { isEndless } from '../../shared/end-time.ts'
import { deadlineOf } from '../../shared/generation.ts'
import type { JobView } from '../../shared/job.ts'
import { timeOfDay } from '../../shared/words/format-date.ts'
import { clock } from '../../shared/words/format-duration.ts'
import { say } from '../../shared/words/say.ts'

const endWords = (deadline: number): string =>
  isEndless(deadline) ? say('format.you-stop-it') : timeOfDay(deadline)

/** "14 of 24, 0:38 left": how a job is doing, in one line. */
export function progressText({ state, stored, requested, etaSeconds, request }: JobView): string {
  const done = { stored, requested }
  const deadline = deadlineOf(request)
  switch (state) {
    case 'held':
      return say('shell.progress-held', done)
    case 'queued':
      return say('shell.progress-queued', done)
    case 'waiting':
      return say('shell.progress-waiting', done)
    case 'paused':
      return say('shell.progress-paused', done)
    case 'storing-paused':
      return say('shell.progress-storing-paused', done)
    case 'running':
      if (deadline !== null) return say('shell.progress-until', { ...done, time: endWords(deadline) })
      return etaSeconds === null
        ? say('shell.progress', done)
        : say('shell.progress-left', { ...done, time: clock(etaSeconds) })
    default:
      return say('shell.progress', done)
  }
}
