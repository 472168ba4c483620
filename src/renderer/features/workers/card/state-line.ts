import type { WorkerView } from '../../../../shared/worker.ts'
import { type Tone, WORKER_TONES, workerStateWords } from '../../../ui/state-words.ts'

/** The state of a worker as its card says it: "Working 6/12". */
export function stateLine(worker: Pick<WorkerView, 'state' | 'working' | 'busyElsewhere'>): {
  words: string
  tone: Tone
} {
  const [words, tone] = [workerStateWords(worker.state), WORKER_TONES[worker.state]]
  if (worker.state === 'working' && worker.working) {
    const { doneOfJob, plannedOfJob } = worker.working
    return { words: `${words} ${doneOfJob}/${plannedOfJob}`, tone }
  }
  if (worker.state === 'idle' && worker.busyElsewhere) return { words: 'Busy elsewhere', tone: 'warn' }
  return { words, tone }
}
