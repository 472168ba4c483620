import type { WorkerId } from '../../../shared/ids.ts'
import type { BatchView } from '../../../shared/job.ts'
import { say } from '../../../shared/words/say.ts'
import type { WorkerView } from '../../../shared/worker.ts'

const onTheirWay = (batches: readonly BatchView[]): BatchView[] =>
  batches.filter(({ state }) => state === 'sent' || state === 'computing')

/** Workers that were sent something which they make to its end, whatever we do. */
export function uninterruptible(
  batches: readonly BatchView[],
  workers: readonly WorkerView[],
): ReadonlySet<WorkerId> {
  const running = new Set(onTheirWay(batches).map(({ workerId }) => workerId))
  const stubborn = workers.filter(({ capabilities }) => capabilities?.interrupts === false)
  return new Set(stubborn.flatMap(({ config }) => (running.has(config.id) ? [config.id] : [])))
}

/** Names of the workers that have not answered what they were sent. */
export function namesOnTheirWay(batches: readonly BatchView[], workers: readonly WorkerView[]): string[] {
  const ids = new Set(onTheirWay(batches).map(({ workerId }) => workerId))
  return workers.filter(({ config }) => ids.has(config.id)).map(({ config }) => config.name)
}

/**
 * What a job that was just cancelled still waits for, in words; null: nothing is on its way. Servers that can be interrupted answer soon,
 * as a rule; those that cannot may take minutes.
 */
export function stoppingWords(batches: readonly BatchView[], workers: readonly WorkerView[]): string | null {
  const running = onTheirWay(batches)
  if (running.length === 0) return null
  const unstoppable = uninterruptible(batches, workers)
  const names = new Map(workers.map(({ config }) => [config.id, config.name]))
  const stubborn = new Map<WorkerId, number>()
  for (const { workerId, count } of running) {
    if (unstoppable.has(workerId)) stubborn.set(workerId, (stubborn.get(workerId) ?? 0) + count)
  }
  if (stubborn.size === 0) return say('cli.stopping')
  const images = [...stubborn].map(([id, count]) =>
    say('cli.cannot-be-stopped', { count, worker: names.get(id) ?? id }),
  )
  return say('cli.stopping-waits', { images })
}
