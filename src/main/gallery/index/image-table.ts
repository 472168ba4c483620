import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { ImageId, JobId } from '../../../shared/ids.ts'
import {
  type ImageFacets,
  type ImagePage,
  type ImageQuery,
  isAsAsked,
  type StoredImage,
} from '../../../shared/job.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'
import { flagsOf, IMAGE_COLUMNS, imageOfRow, type Row } from './image-row.ts'
import { PromptTable, searchQuery } from './prompt-table.ts'
import { inTransaction } from './transaction.ts'

/** Which pictures to list; `text`: words of the prompt or negative prompt */
export interface GalleryQuery
  extends Pick<ImageQuery, 'jobId' | 'after' | 'limit'>,
    Partial<Omit<ImageQuery, 'jobId' | 'after' | 'limit' | 'text'>> {
  readonly text?: string | null | undefined
}

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

const FROM = 'FROM images JOIN prompts ON prompts.id = images.prompt_id'
/** Rows the walk over all pictures takes at a time. */
const PAGE = 2_000

/** The rows of pictures: the only writer of `images`. Synchronous; failures are SQLite's own errors. */
export class ImageTable {
  readonly #db: DatabaseSync
  readonly #prompts: PromptTable
  readonly #folders = new Map<string, number>()
  readonly #statements = new Map<string, StatementSync>()

  constructor(db: DatabaseSync) {
    this.#db = db
    this.#prompts = new PromptTable(db)
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
      this.#get('SELECT id FROM folders WHERE path = ?', path) ??
      this.#get('INSERT INTO folders (path) VALUES (?) RETURNING id', path)
    const id = Number(row?.id)
    this.#folders.set(path, id)
    return id
  }

  /** Every folder that pictures or their spools were ever put in. */
  folders(): string[] {
    return this.#all('SELECT path FROM folders ORDER BY id').map((row) => String(row.path))
  }

  /** `spool` null: the file has its place already. */
  insert(image: StoredImage, folder: string, spool: string | null): number {
    const { lastInsertRowid } = this.#prepared(`
      INSERT INTO images (id, state, folder_id, file, spool, job_id, job_number, image_index, seed, subseed, bonus, worker_id, worker_name,
        format, bytes, width, height, prompt_id, checkpoint, sampler, steps, infotext, flags, seconds, stored_at, favourite)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
      image.id,
      spool === null ? 'stored' : 'committing',
      this.folderId(folder),
      image.file,
      spool,
      image.jobId,
      image.jobNumber,
      image.index,
      image.seed,
      image.subseed,
      image.bonus ? 1 : 0,
      image.workerId,
      image.workerName,
      image.format,
      image.bytes,
      image.width,
      image.height,
      this.#prompts.idOf(image.prompt, image.negativePrompt),
      image.checkpoint,
      image.sampler,
      image.steps,
      image.infotext,
      image.flags.join(','),
      image.seconds,
      Math.round(image.storedAt),
      image.favourite ? 1 : 0,
    )
    return Number(lastInsertRowid)
  }

  /** The name that is tried next: the row always tells the name the file may have by now. */
  rename(seq: number, file: string): void {
    this.#run('UPDATE images SET file = ? WHERE seq = ?', file, seq)
  }

  finish(seq: number, storedAt: number): void {
    this.#run(
      "UPDATE images SET state = 'stored', spool = NULL, stored_at = ? WHERE seq = ?",
      Math.round(storedAt),
      seq,
    )
  }

  drop(seq: number): void {
    this.#run('DELETE FROM images WHERE seq = ?', seq)
  }

  committing(): CommittingRow[] {
    return this.#all(`
      SELECT images.seq, folders.path, images.file, images.spool, images.bytes, images.infotext
      FROM images JOIN folders ON folders.id = images.folder_id
      WHERE state <> 'stored' AND state = 'committing' ORDER BY images.seq`).map((row) => ({
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
      const rows = this.#all(
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
    return Number(this.#get('SELECT max(seq) AS seq FROM images')?.seq ?? 0)
  }

  setMissing(seq: number, missing: boolean): void {
    this.#run('UPDATE images SET state = ? WHERE seq = ?', missing ? 'missing' : 'stored', seq)
  }

  /** Names of all rows of a folder, whatever their state. */
  filesIn(folder: string): string[] {
    return this.#all('SELECT file FROM images WHERE folder_id = ?', this.folderId(folder)).map((row) =>
      String(row.file),
    )
  }

  hasMissing(): boolean {
    return (
      this.#get("SELECT 1 FROM images WHERE state <> 'stored' AND state = 'missing' LIMIT 1") !== undefined
    )
  }

  /** The next job gets a higher number than this. */
  raiseJobNumber(number: number): void {
    this.#run(
      `INSERT INTO meta (key, value) VALUES ('job-number', ?)
       ON CONFLICT (key) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`,
      String(number),
    )
  }

  /** A picture that is not where it was, of that name and size. */
  missingLike(name: string, bytes: number): number | null {
    const row = this.#get(
      `SELECT seq FROM images WHERE state <> 'stored' AND state = 'missing' AND bytes = ?
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
    this.#run(
      "UPDATE images SET state = 'stored', folder_id = ?, file = ? WHERE seq = ?",
      this.folderId(folder),
      file,
      seq,
    )
  }

  byId(id: string): { image: StoredImage; folder: string } | null {
    const row = this.#get(
      `SELECT ${IMAGE_COLUMNS}, folders.path AS folder ${FROM} JOIN folders ON folders.id = images.folder_id
       WHERE images.id = ? AND images.state = 'stored'`,
      id,
    )
    return row === undefined ? null : { image: imageOfRow(row), folder: String(row.folder) }
  }

  ofJob(id: JobId): StoredImage[] {
    return this.#all(
      `SELECT ${IMAGE_COLUMNS} ${FROM} WHERE job_id = ? AND state = 'stored' ORDER BY image_index, seq`,
      id,
    ).map(imageOfRow)
  }

  /** Indexes that hold a picture as it was asked for, ascending, each once. */
  storedIndexes(id: JobId): number[] {
    const rows = this.#all(
      "SELECT DISTINCT image_index, flags FROM images WHERE job_id = ? AND state = 'stored' ORDER BY image_index",
      id,
    ).filter((row) => isAsAsked(flagsOf(String(row.flags))))
    return [...new Set(rows.map((row) => Number(row.image_index)))]
  }

  /** Newest first. Throws `not-found` when `after` is no picture of this index. */
  list(query: GalleryQuery): ImagePage {
    const conditions = ["state = 'stored'"]
    const values: (string | number)[] = []
    if (query.jobId !== null) {
      conditions.push('job_id = ?')
      values.push(query.jobId)
    }
    const search = query.text ? searchQuery(query.text) : null
    if (search !== null) {
      conditions.push('prompt_id IN (SELECT rowid FROM prompt_words WHERE prompt_words MATCH ?)')
      values.push(search)
    }
    narrow(query, conditions, values)
    const where = conditions.join(' AND ')
    const total = Number(this.#get(`SELECT count(*) AS total FROM images WHERE ${where}`, ...values)?.total)
    if (query.after !== null) {
      const last = this.#get('SELECT seq FROM images WHERE id = ?', query.after)
      if (last === undefined)
        throw new TributaryError('not-found', reason('gallery.page-gone'), reason('gallery.page-gone.remedy'))
      conditions.push('seq < ?')
      values.push(Number(last.seq))
    }
    const rows = this.#all(
      `SELECT ${IMAGE_COLUMNS} ${FROM} WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT ?`,
      ...values,
      query.limit,
    )
    return { images: rows.map(imageOfRow), total }
  }

  /** Which machines and checkpoints there are pictures of, most pictures first, at most 200 of each. */
  facets(): ImageFacets {
    const of = (column: 'worker_name' | 'checkpoint') =>
      this.#all(
        `SELECT ${column} AS value, count(*) AS images FROM images
         WHERE state = 'stored' AND ${column} IS NOT NULL GROUP BY ${column} ORDER BY images DESC, value LIMIT 200`,
      ).map((row) => ({ value: String(row.value), images: Number(row.images) }))
    return { workers: of('worker_name'), checkpoints: of('checkpoint') }
  }

  /** Sets or takes the mark. Answers which of the ids are pictures of this index. */
  mark(ids: readonly ImageId[], favourite: boolean): ImageId[] {
    return this.write(() =>
      ids.filter((id) => {
        const { changes } = this.#prepared('UPDATE images SET favourite = ? WHERE id = ?').run(
          favourite ? 1 : 0,
          id,
        )
        return Number(changes) > 0
      }),
    )
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql)
    if (statement === undefined) {
      statement = this.#db.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }

  #get(sql: string, ...values: (string | number | null)[]): Row | undefined {
    return this.#prepared(sql).get(...values)
  }

  #all(sql: string, ...values: (string | number | null)[]): Row[] {
    return this.#prepared(sql).all(...values)
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    this.#prepared(sql).run(...values)
  }
}

/** What a query asks for beside job and words. */
function narrow(query: GalleryQuery, conditions: string[], values: (string | number)[]): void {
  if (query.worker !== null && query.worker !== undefined) {
    conditions.push('worker_name = ?')
    values.push(query.worker)
  }
  if (query.checkpoint !== null && query.checkpoint !== undefined) {
    conditions.push('checkpoint = ?')
    values.push(query.checkpoint)
  }
  if (query.since !== null && query.since !== undefined) {
    conditions.push('stored_at >= ?')
    values.push(query.since)
  }
  if (query.favourite) conditions.push('favourite = 1')
}
