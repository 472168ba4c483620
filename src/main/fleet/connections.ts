import type { WorkerId } from '../../shared/ids.ts'
import type { WorkerConfig } from '../../shared/worker.ts'
import type { PasswordStore } from '../core/worker-store.ts'
import { unusableConnection } from './unusable-connection.ts'
import type { Connect, WorkerConnection } from './worker-connection.ts'
import type { WorkerEntry } from './worker-entry.ts'
import type { WorkerAddress } from './worker-url.ts'

/** Opens connections with the passwords that belong to them. Passwords of the demo fleet are never kept. */
export class Connections {
  readonly connect: Connect
  readonly normaliseUrl: (text: string) => WorkerAddress
  readonly #passwords: PasswordStore

  constructor(deps: {
    connect: Connect
    normaliseUrl: (text: string) => WorkerAddress
    passwords: PasswordStore
  }) {
    this.connect = deps.connect
    this.normaliseUrl = deps.normaliseUrl
    this.#passwords = deps.passwords
  }

  /** A stored address, or what it speaks, can be broken by hand: then the connection says so at every call. */
  open(config: WorkerConfig, password: string | null): WorkerConnection {
    try {
      this.normaliseUrl(config.url)
      return this.connect(config, password)
    } catch (error) {
      return unusableConnection(error)
    }
  }

  passwordOf({ id, simulated }: Pick<WorkerEntry, 'id' | 'simulated'>): string | null {
    return simulated ? null : this.#passwords.get(id)
  }

  /** null forgets it. Throws `no-keyring` where it may not be kept. */
  keep(
    { id, simulated }: { id: WorkerId; simulated: boolean },
    password: string | null,
    options: { clearText: boolean },
  ): void {
    if (!simulated) this.#passwords.set(id, password, options)
  }
}
