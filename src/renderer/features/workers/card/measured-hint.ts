import { longAgo } from '../../../../shared/words/format-date.ts'
import type { WorkerView } from '../../../../shared/worker.ts'

const DAY_MS = 86_400_000
/** A measurement older than this is worth a word. */
const OLD_DAYS = 14

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
  if (benchmark === null) return 'Not measured yet'
  // A speed taken over from a list that says no date.
  if (benchmark.at === 0) return 'Speed from the imported list, not measured here'
  const when = `Measured ${longAgo(benchmark.at, now)}`
  const loaded = capabilities?.loadedCheckpoint ?? null
  if (benchmark.checkpoint !== null && loaded !== null && benchmark.checkpoint !== loaded)
    return `${when} on another checkpoint`
  const version = capabilities?.version ?? null
  if (benchmark.version !== null && version !== null && benchmark.version !== version)
    return `${when} on another version of its server`
  return now - benchmark.at >= OLD_DAYS * DAY_MS ? when : null
}
