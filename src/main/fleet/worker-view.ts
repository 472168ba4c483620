import type { Problem } from '../../shared/problem.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type { Capabilities, ServerSummary, WorkerView } from '../../shared/worker.ts'
import type { FleetWorker } from '../core/ports.ts'
import type { WorkerSpeed } from '../core/speed/worker-speed.ts'
import type { WorkerEntry } from './worker-entry.ts'

/** Batches a worker must have made before what they taught is shown as a number. */
const BATCHES_TO_SHOW = 3

/** A worker as the panel draws it. */
export function viewOf(entry: WorkerEntry, working: WorkerView['working']): WorkerView {
  const { busyElsewhere, speed } = entry
  return {
    config: entry.config,
    hasPassword: entry.hasPassword,
    state: entry.state,
    stateSince: entry.stateSince,
    problem: entry.problem ?? entry.setback,
    nextTryAt: entry.nextTryAt,
    benchmark: speed.benchmark,
    history: [...entry.history],
    benchmarkProgress: entry.benchmarkProgress,
    capabilities: entry.capabilities === null ? null : summaryOf(entry.capabilities),
    memory: entry.memory,
    working,
    busyElsewhere:
      busyElsewhere === null ? null : { text: busyElsewhere.text, untilAt: busyElsewhere.untilAt },
    learnedIpm: learnedIpm(speed),
    ...(speed.longestRequestSeconds === undefined
      ? {}
      : { longestRequestSeconds: speed.longestRequestSeconds }),
    ...(entry.problem === null && entry.setback !== null ? { measuringFailed: true } : {}),
    simulated: entry.simulated,
  }
}

const summaryOf = (server: Capabilities): ServerSummary => ({
  kind: server.kind,
  version: server.version,
  loadedCheckpoint: server.loadedCheckpoint,
  queuesInOrder: server.queuesInOrder,
  batches: server.batches,
  ...(server.interrupts === undefined ? {} : { interrupts: server.interrupts }),
  openToAll: server.openToAll,
})

/** Images per minute at the benchmark payload as real jobs show it; null until a few batches were seen. */
function learnedIpm(speed: WorkerSpeed): number | null {
  const correction = speed.corrections['']
  if (speed.benchmark === null || correction === undefined) return null
  if (correction.n < BATCHES_TO_SHOW || !(correction.mean > 0)) return null
  return speed.benchmark.ipm / correction.mean
}

/** Made once for each problem: dispatch caches by identity. */
const unusable = new WeakMap<Problem, Reason>()

function unusableBecause(problem: Problem): Reason {
  const known = unusable.get(problem)
  if (known !== undefined) return known
  const made = reason('fleet.unusable', { problem: problem.message })
  unusable.set(problem, made)
  return made
}

const WHY = {
  off: reason('planning.switched-off'),
  unknown: reason('fleet.not-answered-yet'),
  measured: reason('fleet.being-measured'),
  locked: reason('fleet.needs-password'),
  paused: reason('fleet.paused'),
  unreachable: reason('fleet.not-reachable'),
} as const

/** Why a worker may not be sent work now; reads after "argon: ". Null: it may. */
export function unavailableReason(entry: WorkerEntry): Reason | null {
  if (entry.state === 'off') return WHY.off
  if (entry.held !== null) return entry.held
  switch (entry.state) {
    case 'idle':
    case 'working':
    case 'loading-model':
    case 'interrupted':
      return null
    case 'unknown':
      return WHY.unknown
    case 'benchmarking':
      return WHY.measured
    case 'needs-sign-in':
      return entry.problem?.kind === 'sign-in-page' ? unusableBecause(entry.problem) : WHY.locked
    case 'paused':
      return WHY.paused
    case 'unavailable':
      return entry.problem === null ? WHY.unreachable : unusableBecause(entry.problem)
  }
}

/** Remaining times are told in steps of so many ms: each change makes plans anew. */
const JOINING_STEP_MS = 5_000

/** When a worker can be sent work that is only kept from it by its benchmark; a job ends one in the background. */
function joining(entry: WorkerEntry, why: Reason | null): Pick<FleetWorker, 'joinsInMs'> {
  const measured = entry.state === 'benchmarking' || (entry.held !== null && entry.measured !== null)
  if (why === null || !measured || entry.state === 'off') return {}
  if (entry.measured === 'background') return { joinsInMs: 0 }
  const ms = (entry.benchmarkProgress?.remainingSeconds ?? 0) * 1000
  return { joinsInMs: Math.ceil(ms / JOINING_STEP_MS) * JOINING_STEP_MS }
}

/** A worker as planning and dispatch see it. Answers `before` itself when nothing changed: dispatch caches by identity. */
export function fleetWorkerOf(entry: WorkerEntry, order: number, before: FleetWorker | null): FleetWorker {
  const { config } = entry
  const why = unavailableReason(entry)
  const now: FleetWorker = {
    id: entry.id,
    name: config.name,
    lane: config.lane,
    order,
    available: why === null,
    unavailableReason: why,
    capabilities: entry.capabilities,
    speed: entry.speed,
    pixelCap: config.pixelCap,
    maxBatch: config.maxBatch,
    checkpointOverride: config.checkpointOverride,
    saveOnWorker: config.saveOnWorker,
    busyElsewhereMs: entry.busyElsewhere?.ms ?? 0,
    freeBytes: entry.freeBytes,
    port: entry.connection,
    ...joining(entry, why),
  }
  if (before === null) return now
  const keys = [...Object.keys(now), 'joinsInMs'] as (keyof FleetWorker)[]
  return keys.every((key) => now[key] === before[key]) ? before : now
}
