import { canonicalCheckpointName } from '../../shared/names/checkpoints.ts'
import { withRemedy } from '../../shared/problem.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type { Capabilities } from '../../shared/worker.ts'
import type { LoadOutcome } from '../../shared/worker-activity.ts'
import { onFailure } from '../core/dispatch/request/on-failure.ts'
import { problemOf, WorkerFailure } from '../core/failure.ts'
import { checkpointOn, checkpointProblem, isSameCheckpoint, loadedHandle } from '../core/names/on-worker.ts'
import type { Clock } from '../core/ports.ts'
import type { Health } from './health/health.ts'
import { notIdle } from './not-idle.ts'
import type { Roster } from './roster.ts'
import { withDeadline } from './wait.ts'
import type { WorkerEntry } from './worker-entry.ts'

/** A rescan waits for the server's lock, and its disks may be slow, real ms. */
const LONGEST_RESCAN_REAL_MS = 300_000

export interface ModelCareDeps {
  readonly clock: Clock
  readonly timeScale: number
  readonly roster: Roster
  readonly health: Health
  readonly stopped: AbortSignal
}

/** Lets servers look at their folders again and reads their lists. Never rejects: what fails is in the worker's state or a notice. */
export async function refreshModels(deps: ModelCareDeps, entries: readonly WorkerEntry[]): Promise<void> {
  await Promise.all(entries.map((entry) => refreshOne(deps, entry)))
}

async function refreshOne(deps: ModelCareDeps, entry: WorkerEntry): Promise<void> {
  const { clock, timeScale, roster, health, stopped } = deps
  // A rescan waits for whatever runs there; a busy worker's lists are only read.
  if (entry.state === 'idle' && entry.busyElsewhere === null) {
    try {
      await withDeadline(clock, LONGEST_RESCAN_REAL_MS * timeScale, stopped, (signal) =>
        entry.connection.refreshLists(signal),
      )
    } catch (error) {
      const gone = error instanceof WorkerFailure && onFailure(error.kind).workerLost
      if (!gone && !stopped.aborted) {
        roster.notice({
          level: 'warning',
          title: reason('fleet.not-rescanned.title', { name: entry.config.name }),
          text: withRemedy(problemOf(error)),
          workerId: entry.id,
        })
      }
      // One that is gone says so by the look that follows.
    }
  }
  if (!stopped.aborted && roster.has(entry)) await health.look(entry, 'fresh')
}

/** Loads a checkpoint on every worker that idles and has it; says of each other one why not. */
export function loadEverywhere(deps: ModelCareDeps, checkpoint: string): Promise<LoadOutcome[]> {
  const entries = deps.roster.entries.filter((entry) => entry.state !== 'off')
  return Promise.all(entries.map((entry) => loadOn(deps, entry, checkpoint)))
}

async function loadOn(deps: ModelCareDeps, entry: WorkerEntry, wanted: string): Promise<LoadOutcome> {
  const { roster, health, stopped } = deps
  const outcome = (kind: LoadOutcome['outcome'], why: Reason | null): LoadOutcome => ({
    workerId: entry.id,
    name: entry.config.name,
    outcome: kind,
    reason: why,
  })
  const busy = notIdle(entry)
  if (busy !== null) return outcome('skipped', busy)
  const { capabilities, connection } = entry
  const found = checkpointOn(capabilities, wanted)
  const name = canonicalCheckpointName(wanted)
  const wrong = checkpointProblem(capabilities, wanted)
  if (wrong !== null)
    return outcome(
      'missing',
      hasNamesake(capabilities, name) ? wrong : reason('fleet.checkpoint-not-there', { checkpoint: name }),
    )
  const loaded = capabilities?.loadedCheckpoint ?? null
  if (found !== null && loaded !== null && isSameCheckpoint(capabilities, wanted, loaded))
    return outcome('loaded', null)

  entry.held = reason('fleet.loading', { checkpoint: name })
  roster.apply(entry, 'model-loading')
  roster.changed(entry)
  try {
    await connection.loadCheckpoint(found?.title ?? wanted, stopped)
    if (entry.capabilities !== null && entry.connection === connection)
      entry.capabilities = {
        ...entry.capabilities,
        loadedCheckpoint: loadedHandle(entry.capabilities.checkpoints, found?.title ?? wanted, null),
      }
    return outcome('loaded', null)
  } catch (error) {
    const current = roster.has(entry) && entry.connection === connection && !stopped.aborted
    if (current && error instanceof WorkerFailure && onFailure(error.kind).workerLost)
      health.lost(entry, error)
    return outcome('failed', problemOf(error).message)
  } finally {
    entry.held = null
    if (entry.state === 'loading-model') roster.apply(entry, 'model-loaded')
    roster.changed(entry)
  }
}

const hasNamesake = (capabilities: Capabilities | null, name: string): boolean =>
  capabilities?.checkpoints?.some((each) => each.name.toLowerCase() === name.toLowerCase()) === true
