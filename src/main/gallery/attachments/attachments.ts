import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { ImageId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import { TributaryError } from '../../core/failure.ts'
import type { SpooledImage } from '../../core/ports.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { Attachment, AttachmentTable } from '../index/attachment-table.ts'
import type { Spool } from '../spool.ts'
import { storageProblem, whatWasThrown } from '../storage-error.ts'

/** Name of the hidden folder inside the output folder where masks, control images and grids lie: the walk over pictures passes it by. */
const ATTACHMENTS_FOLDER = '.tributary-attachments'

interface AttachmentsDeps {
  readonly files: GalleryFiles
  readonly spool: Spool
  readonly table: AttachmentTable
  readonly report: (what: Reason) => void
}

/** What came beside pictures in the answers of servers: kept on disk as long as one of those pictures is. */
export class Attachments {
  readonly #deps: AttachmentsDeps

  constructor(deps: AttachmentsDeps) {
    this.#deps = deps
  }

  /** Durable when it resolves. Rejects with a `storage-*` TributaryError, or SQLite's own; may be tried again then. */
  async keep(spooled: SpooledImage, beside: readonly ImageId[]): Promise<void> {
    const { files, spool, table } = this.#deps
    const place = spool.placeOf(spooled)
    if (place === undefined) throw new TributaryError('internal', reason('gallery.not-spooled'))
    const id = randomUUID()
    const { format, bytes, width, height } = spooled
    const file = join(ATTACHMENTS_FOLDER, id.slice(0, 2), `${id}.${format === 'jpeg' ? 'jpg' : format}`)
    const path = join(place.folder, file)
    try {
      await files.makeFolder(dirname(path))
      await files.place(place.path, path)
    } catch (error) {
      throw storageProblem(error, place.folder)
    }
    try {
      await this.#flush(dirname(path), place.folder)
      table.insert({ id, folder: place.folder, file, format, bytes, width, height }, beside)
    } catch (error) {
      // Nobody would find it there; the next try begins where this one did.
      await files.place(path, place.path)
      throw error
    }
    spool.forget(spooled)
  }

  async #flush(path: string, folder: string): Promise<void> {
    try {
      await this.#deps.files.syncFolder(path)
    } catch (error) {
      throw storageProblem(error, folder)
    }
  }

  /** In the order of the answers they came in. Throws SQLite's own errors, as the others do. */
  of(image: ImageId): Attachment[] {
    return this.#deps.table.of(image)
  }

  /** Where one lies; null: there is none. */
  find(id: string): { readonly path: string; readonly format: string } | null {
    const found = this.#deps.table.byId(id)
    return found === null ? null : { path: join(found.folder, found.file), format: found.format }
  }

  /** Takes away what belongs to pictures that were deleted for good when a crash came between. Rejects with SQLite's own errors. */
  async sweep(signal: AbortSignal): Promise<void> {
    for (const image of this.#deps.table.ofPurged()) {
      if (signal.aborted) return
      await this.forget(image)
    }
  }

  /** A picture was deleted for good: what came with it and with no other goes too. A file that cannot be removed is told, and listed no more. */
  async forget(image: ImageId): Promise<void> {
    const { files, table, report } = this.#deps
    for (const { id, folder, file } of table.release(image)) {
      const path = join(folder, file)
      try {
        await files.remove(path)
        await files.removeFolder(dirname(path))
      } catch (error) {
        report(reason('gallery.attachment-stays', { path, error: whatWasThrown(error) }))
      }
      table.drop(id)
    }
  }
}
