import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'
import { type Tone, WORKER_TONES, workerStateWords } from '../../../ui/state-words.ts'

/** The state of a worker as its card says it: "Working 6/12". */
export function stateLine({
  state,
  working,
  busyElsewhere,
}: Pick<WorkerView, 'state' | 'working' | 'busyElsewhere'>): {
  words: string
  tone: Tone
} {
  if (state === 'idle' && busyElsewhere) return { words: say('workers.busy-elsewhere'), tone: 'warn' }
  const tone = WORKER_TONES[state]
  if (state !== 'working' || !working) return { words: workerStateWords(state), tone }
  const { doneOfJob, plannedOfJob } = working
  return { words: say('workers.working-on', { done: doneOfJob, planned: plannedOfJob }), tone }
}
