import { randomUUID } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { dirname, parse } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeFolder } from '../../system/make-folder.ts'
import { makeForOwner } from '../../system/owner-only.ts'
import {
  databaseProblem,
  indexDiskFull,
  isBrokenDatabase,
  isDiskFull,
  storageProblem,
} from '../storage-error.ts'
import { migrate } from './schema.ts'

/** ms that a write waits for another process, e.g. the command line beside the app. */
const BUSY_MS = 4_000
/** https://www.sqlite.org/rescode.html#corrupt */
const SQLITE_CORRUPT = 11
const COMPANIONS = ['', '-wal', '-shm'] as const

export interface OpenedDatabase {
  readonly db: DatabaseSync
  /** random, made once with the file: tells this gallery's spools from those of others in the same folder */
  readonly installation: string
  /** where a broken database was put; null when there was none */
  readonly setAside: string | null
}

/**
 * Opens or makes the index. A file that is broken is renamed with a date, and a new one is begun; on a full disk nothing is renamed, because
 * there a sound file can look broken. Throws a TributaryError of a `storage-*` kind when neither can be done.
 */
export function openDatabase(
  file: string,
  wall: () => number,
  diskFull: (folder: string) => boolean = isDiskFull,
): OpenedDatabase {
  try {
    makeFolder(dirname(file))
  } catch (error) {
    throw storageProblem(error, dirname(file))
  }
  try {
    return { ...prepare(file), setAside: null }
  } catch (error) {
    if (!isBrokenDatabase(error)) throw databaseProblem(error, file, diskFull)
    if (diskFull(dirname(file))) throw indexDiskFull(file, error)
  }
  try {
    const setAside = moveAside(file, wall())
    return { ...prepare(file), setAside }
  } catch (error) {
    throw databaseProblem(error, file)
  }
}

/** Closes the index with everything in its one file. */
export function closeDatabase(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

function prepare(file: string): { db: DatabaseSync; installation: string } {
  // Prompts stand in it. SQLite gives the files beside it the same rights.
  makeForOwner(file)
  const db = new DatabaseSync(file, { timeout: BUSY_MS })
  try {
    db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -16000;
      PRAGMA journal_size_limit = 16777216;
    `)
    migrate(db)
    // About 1 ms per thousand pictures.
    const found = db.prepare('PRAGMA quick_check(1)').get()?.quick_check
    if (found !== 'ok') throw Object.assign(new Error(String(found)), { errcode: SQLITE_CORRUPT })
    db.prepare("INSERT INTO meta (key, value) VALUES ('installation', ?) ON CONFLICT DO NOTHING").run(
      randomUUID().slice(0, 8),
    )
    const installation = String(db.prepare("SELECT value FROM meta WHERE key = 'installation'").get()?.value)
    return { db, installation }
  } catch (error) {
    db.close()
    throw error
  }
}

function moveAside(file: string, at: number): string {
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')
  const { dir, name, ext } = parse(file)
  let target = `${dir}/${name}.broken-${stamp}${ext}`
  for (let count = 2; existsSync(target) && count < 1000; count++)
    target = `${dir}/${name}.broken-${stamp}-${count}${ext}`
  for (const ending of COMPANIONS)
    if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${target}${ending}`)
  return target
}
