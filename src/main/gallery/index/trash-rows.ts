import type { ImageId } from '../../../shared/ids.ts'
import type { StoredImage, TrashSize } from '../../../shared/job.ts'
import type { Row } from './image-row.ts'
import { UNSETTLED } from './schema.ts'
import type { SqlValue, Statements } from './statements.ts'

export type TrashState = 'stored' | 'missing' | 'trashing' | 'trashed' | 'restoring' | 'purged'

/** A picture on its way into the trash, in it, or out of it. */
export interface TrashRow {
  readonly seq: number
  readonly id: ImageId
  readonly state: TrashState
  /** the output folder, absolute */
  readonly folder: string
  /** its place outside the trash, inside `folder` */
  readonly file: string
  /** inside the trash folder: `<id>/<name>`; null: it never was there */
  readonly trash: string | null
  readonly format: StoredImage['format']
  readonly bytes: number
  readonly infotext: string | null
  /** the session that moves it; null: nobody */
  readonly mover: string | null
}

/** Where a picture is, for who looks at many of them. */
export type TrashPlace = Pick<TrashRow, 'seq' | 'id' | 'state' | 'folder' | 'file' | 'trash' | 'bytes'>

/** Rows that `placesIn` reads at a time. */
const PAGE = 1_000

const PLACE =
  'images.seq, images.id, images.state, folders.path AS folder, images.file, images.trash, images.bytes'
const COLUMNS = `${PLACE}, images.format, images.infotext, images.mover`
const SELECT = `SELECT ${COLUMNS} FROM images JOIN folders ON folders.id = images.folder_id`

/** The rows of deleted pictures. Changes belong into a transaction of ImageTable.write. Synchronous; failures are SQLite's own errors. */
export class TrashRows {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  byId(id: string): TrashRow | null {
    return this.#read(`${SELECT} WHERE images.id = ?`, id)[0] ?? null
  }

  placeById(id: string): TrashPlace | null {
    const row = this.#sql.get(
      `SELECT ${PLACE} FROM images JOIN folders ON folders.id = images.folder_id WHERE images.id = ?`,
      id,
    )
    return row === undefined ? null : placeOf(row)
  }

  /** Those whose moving began and was not noted to have ended. */
  moving(): TrashRow[] {
    return this.#read(
      `SELECT ${COLUMNS} FROM ${UNSETTLED} CROSS JOIN folders ON folders.id = images.folder_id
       WHERE state <> 'stored' AND state IN ('trashing', 'restoring') ORDER BY images.seq`,
    )
  }

  /** Deleted before a time, epoch ms; the oldest first. */
  before(time: number, limit: number): TrashRow[] {
    return this.#read(
      `${SELECT} WHERE state = 'trashed' AND trashed_at < ? ORDER BY trashed_at LIMIT ?`,
      time,
      limit,
    )
  }

  /** Everything that lies in the trash of a folder, in pages: a trash may hold many thousands. */
  *placesIn(folder: string): Generator<TrashPlace[]> {
    for (let after = 0; ; ) {
      const rows = this.#sql.all(
        `SELECT ${PLACE} FROM ${UNSETTLED} CROSS JOIN folders ON folders.id = images.folder_id
         WHERE state <> 'stored' AND state = 'trashed' AND images.seq > ? AND folders.path = ?
         ORDER BY images.seq LIMIT ${PAGE}`,
        after,
        folder,
      )
      if (rows.length === 0) return
      yield rows.map(placeOf)
      after = Number(rows.at(-1)?.seq)
    }
  }

  /** epoch ms; 0: nothing is in the trash */
  newestTime(): number {
    const row = this.#sql.get("SELECT max(trashed_at) AS newest FROM images WHERE state = 'trashed'")
    return Number(row?.newest ?? 0)
  }

  size(): TrashSize {
    const row = this.#sql.get(
      "SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM images WHERE state = 'trashed'",
    )
    return { count: Number(row?.count), bytes: Number(row?.bytes) }
  }

  /** Notes that a picture is about to go into the trash. `at`: epoch ms. */
  beginTrashing(seq: number, how: { trash: string; at: number; mover: string }): void {
    this.#sql.run(
      "UPDATE images SET state = 'trashing', trash = ?, trashed_at = ?, mover = ? WHERE seq = ? AND state = 'stored'",
      how.trash,
      Math.round(how.at),
      how.mover,
      seq,
    )
  }

  /** Notes that a picture is about to come back. */
  beginRestoring(seq: number, mover: string): void {
    this.#sql.run(
      "UPDATE images SET state = 'restoring', mover = ? WHERE seq = ? AND state = 'trashed'",
      mover,
      seq,
    )
  }

  /** The name inside the trash that is tried next. */
  rename(seq: number, trash: string): void {
    this.#sql.run('UPDATE images SET trash = ? WHERE seq = ?', trash, seq)
  }

  /** It is in its place. Changes nothing where the row is not in one of the states `from`. */
  setStored(seq: number, from: readonly TrashState[] = ['trashing', 'restoring']): void {
    this.#sql.run(
      `UPDATE images SET state = 'stored', trash = NULL, trashed_at = NULL, mover = NULL WHERE seq = ? AND ${among(from)}`,
      seq,
      ...from,
    )
  }

  /** It is in the trash. Changes nothing where the row is not in one of the states `from`. */
  setTrashed(seq: number, from: readonly TrashState[] = ['trashing', 'restoring']): void {
    this.#sql.run(
      `UPDATE images SET state = 'trashed', mover = NULL WHERE seq = ? AND ${among(from)}`,
      seq,
      ...from,
    )
  }

  /** It was found in the trash of a folder, though its row said otherwise. `at`: epoch ms, from which its age counts. */
  found(row: Pick<TrashRow, 'seq' | 'state'>, where: { folderId: number; trash: string; at: number }): void {
    this.#sql.run(
      `UPDATE images SET state = 'trashed', folder_id = ?, trash = ?,
         trashed_at = CASE state WHEN 'trashed' THEN trashed_at ELSE ? END, mover = NULL
       WHERE seq = ? AND state = ?`,
      where.folderId,
      where.trash,
      Math.round(where.at),
      row.seq,
      row.state,
    )
  }

  /** A picture in the trash that no row knew. `seq`: of its new row; `at`: epoch ms, from which its age counts. */
  adopt(seq: number, trash: string, at: number): void {
    this.#sql.run(
      "UPDATE images SET state = 'trashed', trash = ?, trashed_at = ? WHERE seq = ?",
      trash,
      Math.round(at),
      seq,
    )
  }

  /** Its file was deleted for good. The row stays: the image counts as made. */
  setPurged(seq: number): void {
    this.#sql.run(
      "UPDATE images SET state = 'purged', trash = NULL, infotext = NULL WHERE seq = ? AND state = 'trashed'",
      seq,
    )
  }

  #read(sql: string, ...values: readonly SqlValue[]): TrashRow[] {
    return this.#sql.all(sql, ...values).map(rowOf)
  }
}

const among = (states: readonly TrashState[]): string => `state IN (${states.map(() => '?').join(', ')})`

const placeOf = (row: Row): TrashPlace => ({
  seq: Number(row.seq),
  id: row.id as ImageId,
  state: row.state as TrashState,
  folder: String(row.folder),
  file: String(row.file),
  trash: row.trash === null ? null : String(row.trash),
  bytes: Number(row.bytes),
})

const rowOf = (row: Row): TrashRow => ({
  ...placeOf(row),
  format: row.format as StoredImage['format'],
  infotext: row.infotext === null ? null : String(row.infotext),
  mover: row.mover === null ? null : String(row.mover),
})
