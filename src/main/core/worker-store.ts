import type { WorkerId } from '../../shared/ids.ts'
import type { BenchmarkRecord, WorkerConfig } from '../../shared/worker.ts'
import type { WorkerSpeed } from './speed/worker-speed.ts'

/** What is kept about a worker between starts. The order of the list is the order on the board. */
export interface StoredWorker {
  readonly config: WorkerConfig
  readonly speed: WorkerSpeed
  /** oldest first, bounded */
  readonly history: readonly BenchmarkRecord[]
}

/** Where workers are kept; `settings/` implements it with electron-store. */
export interface WorkerStore {
  load(): readonly StoredWorker[]
  save(workers: readonly StoredWorker[]): void
}

/** Where passwords are kept, apart from everything else; `settings/` implements it with safeStorage. */
export interface PasswordStore {
  get(id: WorkerId): string | null
  /**
   * null forgets it. `clearText`: the user agreed that it may be kept in clear. Throws a TributaryError `no-keyring` where the
   * system has no keyring and clear text was not allowed.
   */
  set(id: WorkerId, password: string | null, options?: { clearText?: boolean }): void
}
