import type { WorkerId } from '../../shared/ids.ts'
import type { NetworkKind } from '../../shared/network-details.ts'
import type { BenchmarkPayload } from '../../shared/settings.ts'
import type { BenchmarkRecord, Lane, ProbeReport, WorkerInput, WorkerView } from '../../shared/worker.ts'
import type { LoadOutcome, RequestLogEntry } from '../../shared/worker-activity.ts'
import type { Clock, FleetPort, Random } from '../core/ports.ts'
import type { PasswordStore, WorkerStore } from '../core/worker-store.ts'
import type { IllegalTransition } from '../core/workers/worker-state.ts'
import type { Urgency } from './benchmark/benchmark-runner.ts'
import type { FleetEvent } from './fleet-event.ts'
import type { Connect } from './worker-connection.ts'
import type { AddOptions } from './worker-input.ts'
import type { WorkerAddress } from './worker-url.ts'

export type { FleetEvent } from './fleet-event.ts'

export interface FleetOptions {
  readonly clock: Clock
  /** fleet ms per real ms, as the clock runs; 1 when left out */
  readonly timeScale?: number
  readonly random: Random
  readonly newId: () => string
  readonly store: WorkerStore
  readonly passwords: PasswordStore
  readonly connect: Connect
  /** takes an address apart; throws `bad-request` in words (worker-url.ts) */
  readonly normaliseUrl: (text: string) => WorkerAddress
  readonly benchmark: () => BenchmarkPayload
  /** what of a job the worker does now, for its view */
  readonly workingOn: (id: WorkerId) => WorkerView['working']
  readonly emit: (event: FleetEvent) => void
  /** told of a transition the state table does not hold, which is refused; a notice is raised when left out */
  readonly onBug?: (error: IllegalTransition, id: WorkerId) => void
}

/** The workers: who they are, how they are, how fast they are. What dispatch needs of them is FleetPort. */
export interface Fleet extends FleetPort {
  /** First looks at all workers at once, then the schedule. */
  start(): void
  /** Ends looks and benchmarks, which get `graceMs` of real time for it, saves, closes connections. @defaultValue 1000 */
  stop(graceMs?: number): Promise<void>
  /** in the order of the board */
  views(): WorkerView[]
  view(id: WorkerId): WorkerView | undefined
  /** Throws `bad-request` in words for an address, a name or a password that will not do. Does not wait for the first look. */
  add(input: WorkerInput, options?: AddOptions): Promise<WorkerView>
  /** What the input leaves out stays. A changed address, user, password or TLS policy opens a new connection. */
  update(id: WorkerId, input: WorkerInput): Promise<WorkerView>
  /** Takes a speed that was measured elsewhere, e.g. out of an imported file; what was learned against the old one is reset. */
  adoptBenchmark(id: WorkerId, record: BenchmarkRecord): void
  /** Keeps what restore() needs until the fleet stops. */
  remove(id: WorkerId): Promise<void>
  /** Puts a removed worker back with its place, speed, history and password. */
  restore(id: WorkerId): Promise<WorkerView>
  /** `position` counts from 0 within the lane; beyond its end: last. */
  move(id: WorkerId, lane: Lane, position: number): Promise<void>
  /** Looks at an address without keeping anything. `workerId`: what the input leaves out is as stored for that worker. */
  probeAddress(
    input: WorkerInput,
    workerId: WorkerId | null,
    signal: AbortSignal,
    wish?: 'with-device',
  ): Promise<ProbeReport>
  /** "Try now": looks at once, reads the lists again, lifts a pause. Resolves with how it is afterwards. */
  refresh(id: WorkerId): Promise<WorkerView>
  /** Lets the servers look at their folders again and reads their lists; null: every worker that is not off. */
  refreshModels(ids: readonly WorkerId[] | null): Promise<void>
  /** Idle workers only; says why others were skipped. */
  loadCheckpointEverywhere(checkpoint: string): Promise<LoadOutcome[]>
  /** Stops whatever runs there, somebody else's work too. */
  interrupt(id: WorkerId): Promise<void>
  unloadCheckpoint(id: WorkerId): Promise<void>
  /** Resolves when the worker is back; throws `timeout` when it stays away for five minutes. */
  restart(id: WorkerId): Promise<WorkerView>
  requests(id: WorkerId): readonly RequestLogEntry[]
  /** What a worker's server tells of a LoRA, as it comes; null: nothing. Rejects with what the worker answered. */
  loraMetadata(id: WorkerId, name: string, signal: AbortSignal): Promise<unknown>
  /** The picture a worker's server shows for a LoRA or an embedding; null: none. Rejects with what the worker answered. */
  networkPicture(
    id: WorkerId,
    kind: NetworkKind,
    name: string,
    signal: AbortSignal,
  ): Promise<Uint8Array | null>
  /**
   * Benchmarks side by side; resolves when every one is measured or failed. null: every worker that is not off. Aborting `wanted`
   * takes the wish back: what nobody else has asked for ends. `background`: nobody waits for it; where it ends so, what its runs have
   * shown is kept, and it loads no checkpoint.
   */
  measure(
    ids: readonly WorkerId[] | null,
    wanted?: AbortSignal,
    urgency?: Urgency,
  ): Promise<Map<WorkerId, 'measured' | 'failed'>>
  cancelBenchmark(ids: readonly WorkerId[] | null): void
  /** Resolves when every worker was looked at once, reachable or not, or after `timeoutMs` of real time. */
  settled(timeoutMs: number): Promise<void>
  /** false: nobody watches, so idle workers are looked at less often */
  setAttentive(attentive: boolean): void
  /** What the worker works on changed: its view is announced again. */
  touch(id: WorkerId): void
}
