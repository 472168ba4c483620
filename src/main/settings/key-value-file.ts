import { accessSync, constants, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeText } from '../../shared/decode-text.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { makeFolder } from '../system/make-folder.ts'
import { settingsProblem } from './settings-problem.ts'

/** A JSON object in a file, written atomically. Failures are TributaryErrors `settings-broken`. */
export interface KeyValueFile {
  /** absolute */
  readonly path: string
  /** as the file has it now; undefined: no such key */
  get(key: string): unknown
  /** Writes these keys; others stay as another process may have left them. */
  set(values: Readonly<Record<string, unknown>>): void
  delete(key: string): void
}

/** What `conf` and `electron-store` have in common, as far as it is used. */
interface ConfLike {
  readonly path: string
  get store(): Record<string, unknown>
  set(values: Record<string, unknown>): void
  delete(key: string): void
}

/** How a store is opened: `new Conf({ ...options, configName: name })` or, in Electron, `new Store(options)`. */
interface ConfOptions {
  readonly cwd: string
  readonly name: string
  readonly accessPropertiesByDotNotation: false
  readonly configFileMode: 0o600
}
export type OpenConf = (options: ConfOptions) => ConfLike

export interface FileOptions {
  readonly folder: string
  /** without extension */
  readonly name: string
  readonly open: OpenConf
  /** told when a broken file was set aside */
  readonly report: (what: Reason) => void
  /** epoch ms */
  readonly wall: () => number
}

const MOST_BYTES = 32 << 20

/**
 * Opens or begins `<folder>/<name>.json`. A file that holds no JSON object is renamed to `<name>.broken-<date>.json` first, never
 * overwritten; one that an editor saved in another encoding is kept as UTF-8. Throws `settings-broken` when the folder cannot be made or written.
 */
export function openKeyValueFile(options: FileOptions): KeyValueFile {
  const { folder, name, open } = options
  const path = join(folder, `${name}.json`)
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      throw settingsProblem(error, path)
    }
  }
  const store = guarded(() => {
    makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK)
    setAsideIfBroken(path, options)
    return open({ cwd: folder, name, accessPropertiesByDotNotation: false, configFileMode: 0o600 })
  })
  let last = guarded(() => store.store)

  /** Somebody broke the file meanwhile: it is set aside, and what was known is written anew. */
  const read = (): Record<string, unknown> => {
    if (setAsideIfBroken(path, options)) store.set(last)
    last = store.store
    return last
  }
  return {
    path: store.path,
    get: (key) => guarded(() => read()[key]),
    set: (values) =>
      guarded(() => {
        read()
        store.set(definedOnly(values))
        last = store.store
      }),
    delete: (key) =>
      guarded(() => {
        if (!(key in read())) return
        store.delete(key)
        last = store.store
      }),
  }
}

/** Whether there was something to set aside. */
function setAsideIfBroken(path: string, { folder, name, report, wall }: FileOptions): boolean {
  if (!existsSync(path)) return false
  if (statSync(path).size <= MOST_BYTES && isUsable(path)) return false
  const stamp = new Date(wall()).toISOString().slice(0, 19).replaceAll(':', '-')
  let aside = `${name}.broken-${stamp}.json`
  for (let count = 2; existsSync(join(folder, aside)) && count < 1000; count++)
    aside = `${name}.broken-${stamp}-${count}.json`
  renameSync(path, join(folder, aside))
  report(reason('settings.set-aside', { file: path, kept: aside }))
  return true
}

/** Whether the file holds a JSON object, which `conf` reads only as UTF-8 without a byte order mark: it is written so where it was not. */
function isUsable(path: string): boolean {
  const bytes = readFileSync(path)
  const text = decodeText(bytes)
  if (!isJsonObject(text)) return false
  if (!bytes.equals(Buffer.from(text))) {
    const written = `${path}.utf8`
    writeFileSync(written, text, { mode: 0o600 })
    renameSync(written, path)
  }
  return true
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    // Not JSON.
    return false
  }
}

function definedOnly(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}
