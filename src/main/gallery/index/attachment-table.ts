import type { DatabaseSync } from 'node:sqlite'
import type { ImageId } from '../../../shared/ids.ts'
import type { ImageFormat } from '../../core/generation.ts'
import type { ImageTable } from './image-table.ts'
import { type SqlValue, Statements } from './statements.ts'

/** Something that came beside pictures. */
export interface Attachment {
  readonly id: string
  /** absolute path of the output folder */
  readonly folder: string
  /** path inside the folder */
  readonly file: string
  readonly format: ImageFormat
  readonly bytes: number
  /** px */
  readonly width: number
  readonly height: number
}

const COLUMNS = `
  attachments.id, folders.path AS folder, attachments.file, attachments.format, attachments.bytes,
  attachments.width, attachments.height`

/** Rows of what came beside pictures. Synchronous; failures are SQLite's own errors. */
export class AttachmentTable {
  readonly #sql: Statements
  readonly #images: Pick<ImageTable, 'write' | 'folderId'>

  constructor(db: DatabaseSync, images: Pick<ImageTable, 'write' | 'folderId'>) {
    this.#sql = new Statements(db)
    this.#images = images
  }

  /** Its place is behind all that are there. */
  insert(attachment: Attachment, beside: readonly ImageId[]): void {
    const { id, folder, file, format, bytes, width, height } = attachment
    this.#images.write(() => {
      const values: SqlValue[] = [id, this.#images.folderId(folder), file, format, bytes, width, height]
      this.#sql.run(
        `INSERT INTO attachments (id, folder_id, file, format, bytes, width, height, place)
        SELECT ?, ?, ?, ?, ?, ?, ?, COALESCE(MAX(place), 0) + 1 FROM attachments`,
        ...values,
      )
      for (const image of new Set(beside))
        this.#sql.run('INSERT INTO attached (image_id, attachment_id) VALUES (?, ?)', image, id)
    })
  }

  of(image: ImageId): Attachment[] {
    return this.#sql
      .all(
        `SELECT ${COLUMNS} FROM attached
        CROSS JOIN attachments ON attachments.id = attached.attachment_id
        CROSS JOIN folders ON folders.id = attachments.folder_id
        WHERE attached.image_id = ? ORDER BY attachments.place`,
        image,
      )
      .map((row) => row as unknown as Attachment)
  }

  byId(id: string): Attachment | null {
    const row = this.#sql.get(
      `SELECT ${COLUMNS} FROM attachments JOIN folders ON folders.id = attachments.folder_id
      WHERE attachments.id = ?`,
      id,
    )
    return row === undefined ? null : (row as unknown as Attachment)
  }

  /** A picture is gone for good; answers what nothing refers to any more. */
  release(image: ImageId): Attachment[] {
    return this.#images.write(() => {
      const released = this.of(image)
      this.#sql.run('DELETE FROM attached WHERE image_id = ?', image)
      return released.filter(
        ({ id }) => this.#sql.get('SELECT 1 FROM attached WHERE attachment_id = ?', id) === undefined,
      )
    })
  }

  /** Pictures that were deleted for good and still have something. */
  ofPurged(): ImageId[] {
    return this.#sql
      .all(
        `SELECT DISTINCT attached.image_id FROM attached
        CROSS JOIN images ON images.id = attached.image_id WHERE images.state = 'purged'`,
      )
      .map((row) => row.image_id as ImageId)
  }

  drop(id: string): void {
    this.#sql.run('DELETE FROM attachments WHERE id = ?', id)
  }
}
