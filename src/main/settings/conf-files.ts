import Conf from 'conf'
import type { Reason } from '../../shared/words/reason.ts'
import { type KeyValueFile, type OpenConf, openKeyValueFile } from './key-value-file.ts'
import { NO_SECRETS } from './password-file.ts'
import { openStoreFiles, openStores, type StoreFiles, type Stores } from './stores.ts'

/**
 * `conf` outside Electron. The app opens the same files with electron-store, which is conf with Electron's paths:
 * `openStores({ folder, open: (options) => new Store(options), secrets })`.
 */
const open: OpenConf = ({ name, ...options }) =>
  new Conf<Record<string, unknown>>({ ...options, configName: name })

/** One more file `<folder>/<name>.json` beside them, in plain Node. Throws `settings-broken` when the folder cannot be used. */
export function openConfFile(folder: string, name: string, report: (what: Reason) => void): KeyValueFile {
  return openKeyValueFile({ folder, name, open, report, wall: Date.now })
}

/** The files of a settings folder, in plain Node. Throws `settings-broken` when the folder cannot be used. */
export function openConfFiles(folder: string, report: (what: Reason) => void): StoreFiles {
  return openStoreFiles(folder, open, report)
}

/** Everything of a settings folder, in plain Node: no keyring, so new passwords are kept only where clear text is allowed. */
export function openConfStores(folder: string): Stores {
  return openStores({ folder, open, secrets: NO_SECRETS })
}
