import type { ImageIndex, JobId } from '../../../shared/ids.ts'
import {
  type ImageFacets,
  type ImagePage,
  type ImageQuery,
  isAsAsked,
  type StoredImage,
} from '../../../shared/job.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import { TributaryError } from '../../core/failure.ts'
import { flagsOf, IMAGE_COLUMNS, imageOfRow } from './image-row.ts'
import { searchQuery } from './prompt-table.ts'
import type { Statements } from './statements.ts'

/** Which pictures to list; `text`: words of the prompt or negative prompt */
export interface GalleryQuery
  extends Pick<ImageQuery, 'jobId' | 'after' | 'limit'>,
    Partial<Omit<ImageQuery, 'jobId' | 'after' | 'limit' | 'text'>> {
  readonly text?: string | null | undefined
}

const FROM = 'FROM images JOIN prompts ON prompts.id = images.prompt_id'

/** The pictures that are stored, for who looks at them: by id, by job, by what is searched. Synchronous; failures are SQLite's own errors. */
export class ImageListing {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  byId(id: string): { image: StoredImage; folder: string } | null {
    const row = this.#sql.get(
      `SELECT ${IMAGE_COLUMNS}, folders.path AS folder ${FROM} JOIN folders ON folders.id = images.folder_id
       WHERE images.id = ? AND images.state = 'stored'`,
      id,
    )
    return row === undefined ? null : { image: imageOfRow(row), folder: String(row.folder) }
  }

  /** Whether its file may be somewhere: in its place, on the way, or in the trash. */
  hasFile(id: string): boolean {
    return (
      this.#sql.get(
        "SELECT 1 FROM images WHERE id = ? AND state NOT IN ('committing', 'missing', 'purged')",
        id,
      ) !== undefined
    )
  }

  ofJob(id: JobId): StoredImage[] {
    return this.#sql
      .all(
        `SELECT ${IMAGE_COLUMNS} ${FROM} WHERE job_id = ? AND state = 'stored' ORDER BY image_index, seq`,
        id,
      )
      .map(imageOfRow)
  }

  /** Indexes that have a picture as it was asked for, or had one that was deleted, ascending, each once. */
  storedIndexes(id: JobId): number[] {
    const rows = this.#sql
      .all(
        `SELECT DISTINCT image_index, flags FROM images
         WHERE job_id = ? AND state IN ('stored', 'trashing', 'trashed', 'restoring', 'purged') ORDER BY image_index`,
        id,
      )
      .filter((row) => isAsAsked(flagsOf(String(row.flags))))
    return [...new Set(rows.map((row) => Number(row.image_index)))]
  }

  /** Indexes whose picture was deleted, ascending, each once. */
  deletedIndexes(id: JobId): ImageIndex[] {
    return this.#sql
      .all(
        `SELECT DISTINCT image_index FROM images
         WHERE job_id = ? AND state IN ('trashing', 'trashed', 'purged') ORDER BY image_index`,
        id,
      )
      .map((row) => row.image_index as ImageIndex)
  }

  /** Newest first. Throws `not-found` when `after` is no picture of this index. */
  list(query: GalleryQuery): ImagePage {
    const conditions = [query.trash ? "state <> 'stored' AND state = 'trashed'" : "state = 'stored'"]
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
    const time = withinTime(query)
    const where = [...conditions, ...time.counted].join(' AND ')
    const total = Number(
      this.#sql.get(`SELECT count(*) AS total FROM images WHERE ${where}`, ...values, ...time.values)?.total,
    )
    conditions.push(...time.listed)
    values.push(...time.listedValues)
    if (query.after !== null) {
      const last = this.#sql.get('SELECT seq FROM images WHERE id = ?', query.after)
      if (last === undefined)
        throw new TributaryError('not-found', reason('gallery.page-gone'), reason('gallery.page-gone.remedy'))
      conditions.push('seq < ?')
      values.push(Number(last.seq))
    }
    const rows = this.#sql.all(
      `SELECT ${IMAGE_COLUMNS} ${FROM} WHERE ${conditions.join(' AND ')} ORDER BY seq DESC LIMIT ?`,
      ...values,
      query.limit,
    )
    return { images: rows.map(imageOfRow), total }
  }

  /** Which machines and checkpoints there are pictures of, most pictures first, at most 200 of each. */
  facets(): ImageFacets {
    const of = (column: 'worker_name' | 'checkpoint') =>
      this.#sql
        .all(
          `SELECT ${column} AS value, count(*) AS images FROM images
         WHERE state = 'stored' AND ${column} IS NOT NULL GROUP BY ${column} ORDER BY images DESC, value LIMIT 200`,
        )
        .map((row) => ({ value: String(row.value), images: Number(row.images) }))
    return { workers: of('worker_name'), checkpoints: of('checkpoint') }
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
  if (query.favourite) conditions.push('favourite = 1')
}

interface WithinTime {
  /** for counting: the pictures of the time, by the index of times */
  readonly counted: readonly string[]
  readonly values: readonly number[]
  /** for a page, newest first */
  readonly listed: readonly string[]
  readonly listedValues: readonly number[]
}

/**
 * Stored not before `since` and before `until`. Pictures are listed by `seq`, and SQLite would either sort all of that time for each page
 * or pass over everything newer. Both grow together, so that the first and the last `seq` of the time are asked of the index of times, and
 * the page is read between them; the `+` keeps SQLite from the sorting.
 */
function withinTime({ since, until, trash }: GalleryQuery): WithinTime {
  const bounds = [
    { is: 'stored_at >= ?', at: since ?? null },
    { is: 'stored_at < ?', at: until ?? null },
  ].filter(({ at }) => at !== null)
  const counted = bounds.map(({ is }) => is)
  const values = bounds.map(({ at }) => Number(at))
  const end = (which: 'min' | 'max') =>
    `(SELECT ${which}(+seq) FROM images WHERE state = 'stored' AND ${counted.join(' AND ')})`
  // The index of times has what is in its place alone.
  const ends = counted.length === 0 || trash ? [] : [`seq >= ${end('min')}`, `seq <= ${end('max')}`]
  return {
    counted,
    values,
    listed: [...ends, ...counted.map((is) => `+${is}`)],
    listedValues: [...ends.flatMap(() => values), ...values],
  }
}
