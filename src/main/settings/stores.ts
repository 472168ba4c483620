import type { Reason } from '../../shared/words/reason.ts'
import type { PasswordStore, WorkerStore } from '../core/worker-store.ts'
import { type KeyValueFile, type OpenConf, openKeyValueFile } from './key-value-file.ts'
import { createPasswordStore, type Secrets } from './password-file.ts'
import { createSettingsStore, type SettingsStore } from './settings-store.ts'
import { createWorkerStore } from './worker-file.ts'

/** The files of one settings folder; the app and the command line share them. */
export interface StoreFiles {
  /** settings.json */
  readonly settings: KeyValueFile
  /** workers.json */
  readonly workers: KeyValueFile
  /** secrets.json */
  readonly secrets: KeyValueFile
}

export interface Stores {
  readonly settings: SettingsStore
  readonly workers: WorkerStore
  readonly passwords: PasswordStore
  /** what opening them found, e.g. a broken file that was set aside; grows while they are read */
  readonly found: readonly Reason[]
}

/** Opens the three files. `open` makes one store: conf in plain Node, electron-store in the app. Throws `settings-broken`. */
export function openStoreFiles(
  folder: string,
  open: OpenConf,
  report: (what: Reason) => void,
  wall: () => number = Date.now,
): StoreFiles {
  const file = (name: string) => openKeyValueFile({ folder, name, open, report, wall })
  return { settings: file('settings'), workers: file('workers'), secrets: file('secrets') }
}

/** Opens everything that is kept in a settings folder. Throws a TributaryError `settings-broken` when it cannot be used. */
export function openStores(options: {
  readonly folder: string
  readonly open: OpenConf
  readonly secrets: Secrets
}): Stores {
  const found: Reason[] = []
  const report = (what: Reason) => {
    found.push(what)
  }
  const files = openStoreFiles(options.folder, options.open, report)
  return {
    settings: createSettingsStore(files.settings, report),
    workers: createWorkerStore(files.workers, report),
    passwords: createPasswordStore(files.secrets, options.secrets, report),
    found,
  }
}
