import type { DatabaseSync } from 'node:sqlite'

/** Runs `work` as one transaction. Throws what `work` or SQLite threw, never what undoing it said. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const value = work()
    db.exec('COMMIT')
    return value
  } catch (error) {
    // SQLite may have rolled back already, as on a full disk.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}
