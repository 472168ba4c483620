import type { WorkerId } from '../../shared/ids.ts'
import type { Problem } from '../../shared/problem.ts'
import type { Reason } from '../../shared/words/reason.ts'
import type {
  BenchmarkProgress,
  BenchmarkRecord,
  Capabilities,
  MemoryInfo,
  WorkerConfig,
  WorkerStateName,
} from '../../shared/worker.ts'
import type { WorkerSpeed } from '../core/speed/worker-speed.ts'
import type { StoredWorker } from '../core/worker-store.ts'
import type { WorkerConnection } from './worker-connection.ts'

/** Somebody else's work on a server. */
export interface BusyElsewhere {
  readonly text: Reason
  /** epoch ms of its expected end; null: unknown */
  readonly untilAt: number | null
  /** ms of fleet time that planning counts with */
  readonly ms: number
}

/** All that the fleet knows of one worker at this moment. Changed by the parts of the fleet, made known by the roster. */
export class WorkerEntry {
  readonly id: WorkerId
  readonly simulated: boolean
  config: WorkerConfig
  connection: WorkerConnection
  /** connections of addresses before; closed when nothing of ours runs any more */
  retired: WorkerConnection[] = []
  hasPassword: boolean
  speed: WorkerSpeed
  /** oldest first, bounded */
  history: readonly BenchmarkRecord[]
  state: WorkerStateName
  /** epoch ms */
  stateSince: number
  /** why it cannot be sent work; null while it can */
  problem: Problem | null = null
  /** what went wrong last although the worker is there, e.g. a benchmark */
  setback: Problem | null = null
  /** epoch ms */
  nextTryAt: number | null = null
  capabilities: Capabilities | null = null
  memory: MemoryInfo | null = null
  /** bytes left for a request when nothing ran there; null: never told */
  freeBytes: number | null = null
  busyElsewhere: BusyElsewhere | null = null
  benchmarkProgress: BenchmarkProgress | null = null
  /** who wants the benchmark that runs or is about to; null: none is */
  measured: 'asked' | 'background' | null = null
  /** generation requests of jobs that run there */
  requestsOut = 0
  /** the connection of a request of ours broke, but the server may compute on */
  lostRequest = false
  /** why the fleet keeps jobs off it for a while */
  held: Reason | null = null
  /** it was looked at, reachable or not */
  seen = false

  constructor(
    stored: StoredWorker,
    facts: { connection: WorkerConnection; simulated: boolean; hasPassword: boolean; wall: number },
  ) {
    this.id = stored.config.id
    this.config = stored.config
    this.speed = stored.speed
    this.history = stored.history
    this.connection = facts.connection
    this.simulated = facts.simulated
    this.hasPassword = facts.hasPassword
    this.state = stored.config.lane === 'off' ? 'off' : 'unknown'
    this.stateSince = facts.wall
  }

  /** Something of ours, a job or a benchmark, runs there or is about to: no time for looks. */
  get busy(): boolean {
    return this.state === 'working' || this.state === 'benchmarking' || this.state === 'loading-model'
  }

  get stored(): StoredWorker {
    return { config: this.config, speed: this.speed, history: this.history }
  }

  /** Requests of the entry before still run over its connection; with the last one that is closed. */
  inherit(before: WorkerEntry): void {
    if (before.requestsOut === 0) return
    this.requestsOut = before.requestsOut
    this.retired = [...before.retired, before.connection]
  }

  closeRetired(): void {
    for (const connection of this.retired) connection.close()
    this.retired = []
  }

  closeAll(): void {
    this.closeRetired()
    this.connection.close()
  }
}
