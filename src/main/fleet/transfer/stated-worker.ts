import type { PlanningMode } from '../../../shared/generation.ts'
import type { BenchmarkPayload } from '../../../shared/settings.ts'
import type { ImportFormat } from '../../../shared/transfer.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { BenchmarkRecord, Lane, TlsPolicy } from '../../../shared/worker.ts'

/** What a source says of one worker. What is absent was not said, and changes nothing. */
export interface StatedWorker {
  readonly states: 'worker'
  /** null: the source has no name for it */
  readonly name: string | null
  /** from its address, for when there is no name */
  readonly suggestedName: string
  readonly url: string
  readonly user?: string
  readonly password?: string
  /** 'not-off': the source knows only on and off */
  readonly lane?: Lane | 'not-off'
  readonly tls?: TlsPolicy
  readonly pixelCap?: number | null
  readonly maxBatch?: number | null
  readonly checkpointOverride?: string | null
  readonly saveOnWorker?: boolean
  readonly syncCommand?: string
  readonly note?: string
  /** its speed; `at` 0: the source does not say when it was measured */
  readonly benchmark: BenchmarkRecord | null
  /** how something was read that could have been read otherwise */
  readonly remarks: readonly Reason[]
}

/** A speed of a worker whose address the source does not say: good only for a worker that is known by that name. */
export interface StatedSpeed {
  readonly states: 'speed'
  readonly name: string
  readonly benchmark: BenchmarkRecord | null
  /** why it is no worker of its own */
  readonly reason: Reason
}

/** Something that was meant as a worker and cannot be one. `shown` holds no credentials. */
export interface Refused {
  readonly states: 'nothing'
  readonly name: string
  readonly shown: string
  readonly reason: Reason
}

export type StatedEntry = StatedWorker | StatedSpeed | Refused

/** Settings that a file brings along. */
export interface StatedSettings {
  readonly graceSeconds?: number
  readonly maxBatch?: number
  readonly benchmark?: BenchmarkPayload
  readonly mode?: PlanningMode
  readonly stepScaling?: boolean
}

/** What a text or file was read as. At most LIMITS.workers entries. */
export interface StatedImport {
  readonly format: ImportFormat
  readonly entries: readonly StatedEntry[]
  readonly settings: StatedSettings
  readonly warnings: readonly Reason[]
}

/** A record of a speed that comes from a file that says only the number. */
export const speedFromFile = (ipm: number): BenchmarkRecord => ({
  ipm,
  minIpm: ipm,
  maxIpm: ipm,
  at: 0,
  checkpoint: null,
  version: null,
})
