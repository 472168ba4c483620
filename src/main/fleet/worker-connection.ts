import type { NetworkKind } from '../../shared/network-details.ts'
import type { ProbeReport, WorkerConfig } from '../../shared/worker.ts'
import type { RequestLogEntry } from '../../shared/worker-activity.ts'
import type { WorkerPort } from '../core/ports.ts'

/** What a server is busy with, whoever asked for it. */
export interface ServerActivity {
  readonly busy: boolean
  /** started on the server's own page rather than by a program */
  readonly fromPage: boolean
  /** 0..1 of what runs; null: not told */
  readonly fraction: number | null
  /** seconds of real time until its end, as the server reckons; null: not told */
  readonly etaSeconds: number | null
}

/** What the fleet needs of an HTTP client. Methods that wait reject with a WorkerFailure only. */
export interface WorkerConnection extends WorkerPort {
  /**
   * Looks at the server for the add sheet; never throws for what the server or the network does. `with-device`: what it computes on, too,
   * which some servers take seconds to tell.
   */
  probe(signal: AbortSignal, wish?: 'with-device'): Promise<ProbeReport>
  /** the last calls, oldest first, nothing secret in them */
  requests(): readonly RequestLogEntry[]
  close(): void
  /** The metadata of a LoRA, as it comes; null: not told. Absent: this protocol has none. */
  loraMetadata?(name: string, signal: AbortSignal): Promise<unknown>
  /** The picture its own panel shows for a LoRA or an embedding; null: none. Absent: this protocol has none. */
  networkPicture?(kind: NetworkKind, name: string, signal: AbortSignal): Promise<Uint8Array | null>
  /** Is anything running there? null: this kind of server does not tell. */
  activity(signal: AbortSignal): Promise<ServerActivity | null>
  /** Lets the server look at its folders again. Waits for whatever runs there. */
  refreshLists(signal: AbortSignal): Promise<void>
  /** Moves the checkpoint out of the GPU's memory. */
  unloadCheckpoint(signal: AbortSignal): Promise<void>
  /** Asks the server to restart; resolves when it agreed or is gone, not when it is back. */
  restart(signal: AbortSignal): Promise<void>
}

/** Opens the HTTP client of one worker. Nothing is sent yet. */
export type Connect = (config: WorkerConfig, password: string | null) => WorkerConnection
