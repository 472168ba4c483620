import { longAgo } from '../../../../shared/words/format-date.ts'
import { say } from '../../../../shared/words/say.ts'
import type { WorkerView } from '../../../../shared/worker.ts'

const DAY_MS = 86_400_000
/** A measurement older than this is worth a word. */
const OLD_DAYS = 14

/** Whether a card offers to measure its machine: nobody ever did, and it could be done. */
export const asksToBeMeasured = ({
  state,
  benchmark,
  benchmarkProgress,
  problem,
}: Pick<WorkerView, 'state' | 'benchmark' | 'benchmarkProgress' | 'problem'>): boolean =>
  benchmark === null &&
  benchmarkProgress === null &&
  problem === null &&
  state !== 'off' &&
  state !== 'unknown'

/**
 * Why the measured speed may not be what this machine does now, in words; null: it will do. `now`: epoch ms by the
 * fleet's clock.
 */
export function measuredHint(
  {
    benchmark,
    capabilities,
    benchmarkProgress,
  }: Pick<WorkerView, 'benchmark' | 'capabilities' | 'benchmarkProgress'>,
  now: number,
): string | null {
  if (benchmarkProgress !== null) return null
  if (benchmark === null) return say('workers.measured.not-yet')
  // A speed taken over from a list that says no date.
  if (benchmark.at === 0) return say('workers.measured.imported')
  const ago = longAgo(benchmark.at, now)
  const loaded = capabilities?.loadedCheckpoint ?? null
  if (benchmark.checkpoint !== null && loaded !== null && benchmark.checkpoint !== loaded)
    return say('workers.measured.other-checkpoint', { ago })
  const version = capabilities?.version ?? null
  if (benchmark.version !== null && version !== null && benchmark.version !== version)
    return say('workers.measured.other-version', { ago })
  return now - benchmark.at >= OLD_DAYS * DAY_MS ? say('workers.measured.long-ago', { ago }) : null
}
