import type { JobView } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'

/** Whether a paused job comes from an earlier run of the app and can be resumed: it has pictures, but never ran in this one. */
export const isLeftOver = ({
  state,
  startedAt,
  stored,
  problem,
}: Pick<JobView, 'state' | 'startedAt' | 'stored' | 'problem'>): boolean =>
  state === 'paused' && startedAt === null && stored > 0 && problem?.kind !== 'input-missing'

/** "1 running · 2 waiting · 1 paused · 12 done" */
export function queueSummary(states: readonly JobView['state'][], over: number): string {
  const count = (fits: (state: JobView['state']) => boolean) => states.filter(fits).length
  const running = count((state) => state === 'running')
  const paused = count((state) => state === 'paused' || state === 'storing-paused')
  const waiting = states.length - running - paused
  return [
    running > 0 ? say('queue.count.running', { count: running }) : null,
    waiting > 0 ? say('queue.count.waiting', { count: waiting }) : null,
    paused > 0 ? say('queue.count.paused', { count: paused }) : null,
    over > 0 ? say('queue.count.done', { count: over }) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}
