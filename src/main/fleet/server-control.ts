import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { onFailure } from '../core/dispatch/request/on-failure.ts'
import { TributaryError, WorkerFailure } from '../core/failure.ts'
import type { Clock } from '../core/ports.ts'
import type { Health } from './health/health.ts'
import { asSentence, notIdle } from './not-idle.ts'
import type { Roster } from './roster.ts'
import { paced, pause } from './wait.ts'
import type { WorkerEntry } from './worker-entry.ts'

/** How long a restarted server may take to come back, real ms. */
const RESTART_REAL_MS = 300_000
/** Between two looks at a server that restarts, fleet ms. */
const LOOK_MS = 2_000
/** A server that agreed to restart goes down a moment later, fleet ms. */
const GOING_DOWN_MS = 3_000

export interface ServerControlDeps {
  readonly clock: Clock
  readonly timeScale: number
  readonly roster: Roster
  readonly health: Health
  readonly stopped: AbortSignal
}

/** Stops whatever runs on a worker. Rejects with what the worker answered. */
export async function interrupt(deps: ServerControlDeps, entry: WorkerEntry): Promise<void> {
  await ask(deps, entry, () => entry.connection.interrupt(deps.stopped))
  if (!deps.roster.has(entry)) return
  deps.roster.apply(entry, 'interrupted')
  if (entry.state === 'idle') await deps.health.look(entry, 'life')
}

/** Moves the checkpoint of an idle worker out of the GPU's memory. Rejects `not-now` while it is needed. */
export async function unload(deps: ServerControlDeps, entry: WorkerEntry): Promise<void> {
  refuseUnlessIdle(entry, reason('fleet.unload.remedy'))
  await ask(deps, entry, () => entry.connection.unloadCheckpoint(deps.stopped))
  if (entry.capabilities !== null) entry.capabilities = { ...entry.capabilities, loadedCheckpoint: null }
  deps.roster.changed(entry)
  await deps.health.look(entry, 'life')
}

/**
 * Restarts a worker's server and waits until it is back. Meanwhile it is unavailable and says why. Rejects `not-now` while it
 * works on a job, with what the server answered where it will not, and with `timeout` when it stays away.
 */
export async function restart(deps: ServerControlDeps, entry: WorkerEntry): Promise<void> {
  const { clock, timeScale, roster, health, stopped } = deps
  if (entry.busy || entry.requestsOut > 0) refuseUnlessIdle(entry, reason('fleet.restart.remedy'))
  await ask(deps, entry, () => entry.connection.restart(stopped))
  const goingDown = paced(GOING_DOWN_MS, timeScale)
  health.restarting(entry, goingDown)
  const until = clock.now() + RESTART_REAL_MS * timeScale
  const restarting = new WorkerFailure(
    'not-ready',
    reason('fleet.restarting', { name: entry.config.name }),
    reason('fleet.restarting.remedy'),
  )
  health.lost(entry, restarting)
  await pause(clock, goingDown, stopped)
  while (clock.now() < until && !stopped.aborted && roster.has(entry)) {
    await health.look(entry, 'fresh')
    if (entry.state === 'idle' || entry.state === 'off' || entry.busy) return
    if (entry.state === 'needs-sign-in' || entry.state === 'paused') return
    await pause(clock, paced(LOOK_MS, timeScale), stopped)
  }
  if (stopped.aborted || !roster.has(entry)) return
  throw new TributaryError(
    'timeout',
    reason('fleet.not-back', { name: entry.config.name }),
    reason('fleet.not-back.remedy'),
  )
}

function refuseUnlessIdle(entry: WorkerEntry, remedy: Reason): void {
  const why = notIdle(entry)
  if (why !== null) throw new TributaryError('not-now', asSentence(entry.config.name, why), remedy)
}

/** A worker that turns out to be gone, or locked, is known to be so from now on. */
async function ask(deps: ServerControlDeps, entry: WorkerEntry, call: () => Promise<void>): Promise<void> {
  try {
    await call()
  } catch (error) {
    const gone = error instanceof WorkerFailure && error.kind !== 'no-api' && onFailure(error.kind).workerLost
    if (gone && deps.roster.has(entry)) deps.health.lost(entry, error)
    throw error
  }
}
