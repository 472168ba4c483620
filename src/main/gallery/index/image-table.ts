import type { DatabaseSync } from 'node:sqlite'
import type { ImageId } from '../../../shared/ids.ts'
import type { StoredImage } from '../../../shared/job.ts'
import { ImageListing } from './image-listing.ts'
import { columnsOf } from './image-row.ts'
import { PromptTable } from './prompt-table.ts'
import { UNSETTLED } from './schema.ts'
import { Statements } from './statements.ts'
import { inTransaction } from './transaction.ts'
import { TrashRows } from './trash-rows.ts'

/** A picture whose file is on its way from the spool to its place. */
export interface CommittingRow {
  readonly seq: number
  readonly folder: string
  readonly file: string
  readonly spool: string
  readonly bytes: number
  readonly infotext: string | null
}

/** A row as the look at the folder needs it. */
export interface PlacedRow {
  readonly seq: number
  readonly file: string
  readonly bytes: number
  readonly missing: boolean
}

/** Rows the walk over all pictures takes at a time. */
const PAGE = 2_000

/** The rows of pictures: the only writer of `images`. Synchronous; failures are SQLite's own errors. */
export class ImageTable {
  readonly #db: DatabaseSync
  readonly #prompts: PromptTable
  readonly #folders = new Map<string, number>()
  readonly #sql: Statements
  /** what is stored, for who looks at it */
  readonly listed: ImageListing
  /** what was deleted */
  readonly trash: TrashRows

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#prompts = new PromptTable(db)
    this.#sql = new Statements(db)
    this.listed = new ImageListing(this.#sql)
    this.trash = new TrashRows(this.#sql)
  }

  /** Runs `work` as one transaction. */
  write<T>(work: () => T): T {
    try {
      return inTransaction(this.#db, work)
    } catch (error) {
      this.#prompts.forget()
      this.#folders.clear()
      throw error
    }
  }

  /** Row of a folder, made when it is new. */
  folderId(path: string): number {
    const known = this.#folders.get(path)
    if (known !== undefined) return known
    const row =
      this.#sql.get('SELECT id FROM folders WHERE path = ?', path) ??
      this.#sql.get('INSERT INTO folders (path) VALUES (?) RETURNING id', path)
    const id = Number(row?.id)
    this.#folders.set(path, id)
    return id
  }

  /** Every folder that pictures or their spools were ever put in. */
  folders(): string[] {
    return this.#sql.all('SELECT path FROM folders ORDER BY id').map((row) => String(row.path))
  }

  /** `spool` null: the file has its place already. */
  insert(image: StoredImage, folder: string, spool: string | null): number {
    const columns = {
      ...columnsOf(image),
      prompt_id: this.#prompts.idOf(image.prompt, image.negativePrompt),
      folder_id: this.folderId(folder),
      state: spool === null ? 'stored' : 'committing',
      spool,
    }
    const names = Object.keys(columns)
    return this.#sql.run(
      `INSERT INTO images (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      ...Object.values(columns),
    ).lastId
  }

  /** The name that is tried next: the row always tells the name the file may have by now. */
  rename(seq: number, file: string): void {
    this.#sql.run('UPDATE images SET file = ? WHERE seq = ?', file, seq)
  }

  finish(seq: number, storedAt: number): void {
    this.#sql.run(
      "UPDATE images SET state = 'stored', spool = NULL, stored_at = ? WHERE seq = ?",
      Math.round(storedAt),
      seq,
    )
  }

  drop(seq: number): void {
    this.#sql.run('DELETE FROM images WHERE seq = ?', seq)
  }

  committing(): CommittingRow[] {
    return this.#sql
      .all(`
      SELECT images.seq, folders.path, images.file, images.spool, images.bytes, images.infotext
      FROM ${UNSETTLED} CROSS JOIN folders ON folders.id = images.folder_id
      WHERE state <> 'stored' AND state = 'committing' ORDER BY images.seq`)
      .map((row) => ({
        seq: Number(row.seq),
        folder: String(row.path),
        file: String(row.file),
        spool: String(row.spool),
        bytes: Number(row.bytes),
        infotext: row.infotext === null ? null : String(row.infotext),
      }))
  }

  /** Rows of one folder up to a seq, in pages. */
  *placedIn(folder: string, upTo: number): Generator<PlacedRow[]> {
    for (let after = 0; ; ) {
      const rows = this.#sql.all(
        `SELECT seq, file, bytes, state FROM images WHERE folder_id = ? AND seq > ? AND seq <= ? AND state IN ('stored', 'missing')
         ORDER BY seq LIMIT ${PAGE}`,
        this.folderId(folder),
        after,
        upTo,
      )
      if (rows.length === 0) return
      yield rows.map((row) => ({
        seq: Number(row.seq),
        file: String(row.file),
        bytes: Number(row.bytes),
        missing: row.state === 'missing',
      }))
      after = Number(rows.at(-1)?.seq)
    }
  }

  newestSeq(): number {
    return Number(this.#sql.get('SELECT max(seq) AS seq FROM images')?.seq ?? 0)
  }

  setMissing(seq: number, missing: boolean): void {
    this.#sql.run('UPDATE images SET state = ? WHERE seq = ?', missing ? 'missing' : 'stored', seq)
  }

  /** Names of all rows of a folder but those whose picture was deleted: their names are free. */
  filesIn(folder: string): string[] {
    return this.#sql
      .all(
        "SELECT file FROM images WHERE folder_id = ? AND state NOT IN ('trashed', 'purged')",
        this.folderId(folder),
      )
      .map((row) => String(row.file))
  }

  hasMissing(): boolean {
    return (
      this.#sql.get(`SELECT 1 FROM ${UNSETTLED} WHERE state <> 'stored' AND state = 'missing' LIMIT 1`) !==
      undefined
    )
  }

  /** The next job gets a higher number than this. */
  raiseJobNumber(number: number): void {
    this.#sql.run(
      `INSERT INTO meta (key, value) VALUES ('job-number', ?)
       ON CONFLICT (key) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`,
      String(number),
    )
  }

  /** A picture that is not where it was, of that name and size. */
  missingLike(name: string, bytes: number): number | null {
    const row = this.#sql.get(
      `SELECT seq FROM ${UNSETTLED} WHERE state <> 'stored' AND state = 'missing' AND bytes = ?
       AND (file = ? OR substr(file, -length(?) - 1) = '/' || ?) LIMIT 1`,
      bytes,
      name,
      name,
      name,
    )
    return row === undefined ? null : Number(row.seq)
  }

  /** Its file was found again elsewhere. */
  move(seq: number, folder: string, file: string): void {
    this.#sql.run(
      "UPDATE images SET state = 'stored', folder_id = ?, file = ? WHERE seq = ?",
      this.folderId(folder),
      file,
      seq,
    )
  }

  /** Sets or takes the mark. Answers which of the ids are pictures of this index. */
  mark(ids: readonly ImageId[], favourite: boolean): ImageId[] {
    return this.write(() =>
      ids.filter((id) => {
        const { rows } = this.#sql.run('UPDATE images SET favourite = ? WHERE id = ?', favourite ? 1 : 0, id)
        return rows > 0
      }),
    )
  }
}
