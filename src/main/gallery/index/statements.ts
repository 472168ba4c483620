import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Row } from './image-row.ts'

export type SqlValue = string | number | null

/** Prepared statements of a database, each made once. Failures are SQLite's own errors. */
export class Statements {
  readonly #db: DatabaseSync
  readonly #known = new Map<string, StatementSync>()

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  /** The first row; undefined: there is none. */
  get(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.#prepared(sql).get(...values)
  }

  all(sql: string, ...values: readonly SqlValue[]): Row[] {
    return this.#prepared(sql).all(...values)
  }

  run(sql: string, ...values: readonly SqlValue[]): { rows: number; lastId: number } {
    const { changes, lastInsertRowid } = this.#prepared(sql).run(...values)
    return { rows: Number(changes), lastId: Number(lastInsertRowid) }
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#known.get(sql)
    if (statement === undefined) {
      statement = this.#db.prepare(sql)
      this.#known.set(sql, statement)
    }
    return statement
  }
}
