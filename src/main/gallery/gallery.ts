import { join, parse } from 'node:path'
import type { ImageId, ImageIndex, JobId } from '../../shared/ids.ts'
import type { ImageFacets, ImagePage, StoredImage } from '../../shared/job.ts'
import type { Sheet } from '../../shared/sheet.ts'
import { reason } from '../../shared/words/catalogue.ts'
import type { Reason } from '../../shared/words/reason.ts'
import { TributaryError } from '../core/failure.ts'
import type { ImageSink } from '../core/ports.ts'
import { endInOrder } from '../system/end-in-order.ts'
import { inTurns } from '../system/in-turns.ts'
import { Attachments } from './attachments/attachments.ts'
import { CommitQueue } from './commit-queue.ts'
import { type GalleryFiles, nodeFiles } from './gallery-files.ts'
import { type Attachment, AttachmentTable } from './index/attachment-table.ts'
import { closeDatabase, openDatabase } from './index/database.ts'
import { createJobHistory, type JobHistory } from './index/history-table.ts'
import type { GalleryQuery } from './index/image-listing.ts'
import { ImageTable } from './index/image-table.ts'
import { createJobJournal, type JobJournal } from './index/job-table.ts'
import { referredInputs } from './index/referred-inputs.ts'
import type { Inputs } from './inputs/inputs.ts'
import type { NetworkPictures } from './network-pictures.ts'
import { pictureAsPng } from './picture-png.ts'
import { FilePlacer } from './place-file.ts'
import { HeaderReader } from './recovery/header-reader.ts'
import { Recovery } from './recovery/recovery.ts'
import { createServe } from './serve.ts'
import { beginSession, endSession } from './session.ts'
import { writeSheet } from './sheet/write-sheet.ts'
import { Spool } from './spool.ts'
import { databaseProblem, whatWasThrown } from './storage-error.ts'
import { Thumbnails } from './thumbnails.ts'
import { createTrash, type Trash } from './trash/trash.ts'
import { placeOf, trashPlaceOf } from './trash/trash-place.ts'

/** Pictures on disk, their index, and the journal of the jobs. */
export interface Gallery extends ImageSink {
  /** in index order */
  imagesOfJob(id: JobId): StoredImage[]
  /** newest first, keyset paging by `after` */
  list(query: GalleryQuery): ImagePage
  /** what it can be narrowed to */
  facets(): ImageFacets
  /** Sets or takes the user's mark; answers which of the ids it knows. */
  mark(ids: readonly ImageId[], favourite: boolean): ImageId[]
  /** what came beside a picture: masks, control images, grids; in the order of the answer */
  attachments(id: ImageId): Attachment[]
  /** indexes of a job that have their picture as it was asked for, or had it and it was deleted: unflagged ones only */
  storedIndexes(id: JobId): number[]
  /** indexes of a job whose picture was deleted, in the trash or for good */
  deletedIndexes(id: JobId): ImageIndex[]
  /** absolute; null when the index does not know it or the file is gone */
  imagePath(id: string): Promise<string | null>
  /** a stored picture as PNG; null as for `imagePath`. Rejects when its file cannot be read. */
  imagePng(id: string): Promise<Buffer | null>
  /** Writes a table of pictures as one PNG file (sheet/write-sheet.ts). */
  writeSheet(
    sheet: Sheet,
    file: string,
    onProgress: (done: number, of: number) => void,
  ): Promise<{ readonly scale: number }>
  /** Answers tributary://image/<id>, tributary://thumb/<id>, tributary://preview/<batchId>: ids from the index, never paths. */
  serve(request: Request): Promise<Response>
  readonly journal: JobJournal
  readonly history: JobHistory
  readonly trash: Trash
  /** Ids of the inputs that jobs refer to, over or not. Rejects with a `storage-*` TributaryError. */
  referredInputs(): Promise<ReadonlySet<string>>
  /** resolves when what a crash left between spool and index is stored, or could not be */
  readonly leftovers: Promise<void>
  /** resolves when the look at the folder that follows the start is over */
  readonly reconciled: Promise<void>
  /** Finishes what is being stored, then closes the index. Waits some seconds at most for what is being deleted or put back. */
  stop(): Promise<void>
}

export interface GalleryOptions {
  readonly databaseFile: string
  /** the folder of the pictures, asked anew for each picture because the user may change it */
  readonly folder: () => string
  readonly template: () => string
  /** epoch ms */
  readonly wall: () => number
  readonly livePreview: (batchId: string) => Uint8Array | null
  /** pictures that requests refer to; absent: none */
  readonly inputs?: Pick<Inputs, 'find' | 'has'>
  /** of LoRAs and embeddings; absent: none */
  readonly networkPictures?: Pick<NetworkPictures, 'locate'>
  /** something worth telling, e.g. what a reconciliation found */
  readonly report: (what: Reason) => void
  /** the file system, for tests of a full or broken disk */
  readonly fs?: GalleryFiles
}

/** ms that stopping waits for the look at the folders, and for the trash: a folder may not answer, e.g. on a network drive */
const STOP_MS = 2_000

/**
 * Opens the gallery, without reading a single picture: what a crash left behind is stored afterwards (`leftovers`), then index and
 * folder are compared (`reconciled`). Rejects with a `storage-*` TributaryError when the index can be neither opened nor made.
 */
export async function openGallery(options: GalleryOptions): Promise<Gallery> {
  const { databaseFile, wall, report } = options
  const files = options.fs ?? nodeFiles
  const { db, installation, setAside } = openDatabase(databaseFile, wall)
  const session = beginSession(installation)
  const table = new ImageTable(db)
  const journal = createJobJournal({ db, file: databaseFile, session, report, folder: options.folder })
  const history = createJobHistory({ db, file: databaseFile, wall, report })
  const spool = new Spool(files, session)
  const placer = new FilePlacer(files)
  const queue = new CommitQueue({ files, placer, table, databaseFile, template: options.template, wall })
  const attachments = new Attachments({ files, spool, table: new AttachmentTable(db, table), report })
  const thumbnails = new Thumbnails(join(parse(databaseFile).dir, 'thumbs'), report)
  const trash = createTrash({
    ...{ files, placer, table, databaseFile, session, wall, report },
    async forget(id) {
      await thumbnails.remove(id)
      await attachments.forget(id)
    },
  })
  const locate = (id: string) => {
    const row = guarded(() => table.trash.byId(id))
    switch (row?.state) {
      case 'stored':
      case 'trashing':
        return { path: placeOf(row), format: row.format }
      case 'trashed':
      case 'restoring': {
        const path = trashPlaceOf(row)
        return path === null ? null : { path, format: row.format }
      }
      default:
        return null
    }
  }
  const { inputs } = options
  const serve = createServe({
    ...{ locate, thumbnails, livePreview: options.livePreview },
    locateInput: async (id) => (await inputs?.find(id)) ?? null,
    locateNetwork: (id) => options.networkPictures?.locate(id) ?? null,
    locateAttachment: (id) => guarded(() => attachments.find(id)),
  })
  const stopping = new AbortController()
  let stopped: Promise<void> | null = null

  if (setAside !== null) report(reason('gallery.index-set-aside', { file: setAside }))
  const headers = new HeaderReader()
  const recovery = new Recovery({
    files,
    headers,
    placer,
    table,
    journal,
    queue,
    trash,
    session,
    installation,
    wall,
    report,
  })
  const stored = recovery.storeLeftovers(options.folder(), { rebuilt: setAside !== null }, stopping.signal)
  const reconciled = stored
    .then(() => recovery.lookAtFolders(options.folder(), { rebuild: setAside !== null }, stopping.signal))
    .then(() =>
      thumbnails.prune((id) => table.listed.hasFile(id) || inputs?.has(id) === true, stopping.signal),
    )
    .then(() => attachments.sweep(stopping.signal))
    .catch((error: unknown) => {
      // Cut off by the end: the next start looks again.
      if (!stopping.signal.aborted) report(reason('gallery.look-failed', { error: whatWasThrown(error) }))
    })
  // A failure is told by `reconciled`.
  const leftovers = stored.catch(() => {})

  function guarded<T>(read: () => T): T {
    try {
      return read()
    } catch (error) {
      throw databaseProblem(error, databaseFile)
    }
  }

  return {
    async spool(image) {
      const folder = options.folder()
      // The look after a crash must know every folder that was ever spooled to.
      guarded(() => table.folderId(folder))
      return await spool.write(image, folder)
    },
    async commit(spooled, meta) {
      const place = spool.placeOf(spooled)
      if (place === undefined) throw new TributaryError('internal', reason('gallery.not-spooled'))
      const image = await queue.commit(spooled, place, meta)
      spool.forget(spooled)
      return image
    },
    discard: (spooled) => spool.discard(spooled),
    async attach(spooled, beside) {
      try {
        await attachments.keep(spooled, beside)
      } catch (error) {
        throw databaseProblem(error, databaseFile)
      }
    },
    attachments: (id) => guarded(() => attachments.of(id)),
    imagesOfJob: (id) => guarded(() => table.listed.ofJob(id)),
    list: (query) => guarded(() => table.listed.list(query)),
    facets: () => guarded(() => table.listed.facets()),
    mark: (ids, favourite) => guarded(() => table.mark(ids, favourite)),
    storedIndexes: (id) => guarded(() => table.listed.storedIndexes(id)),
    deletedIndexes: (id) => guarded(() => table.listed.deletedIndexes(id)),
    imagePath: async (id) => (await found(id))?.path ?? null,
    async imagePng(id) {
      const picture = await found(id)
      return picture && pictureAsPng(picture.path, picture.format)
    },
    writeSheet: (sheet, file, onProgress) =>
      writeSheet(sheet, { file, onProgress, pathOf: async (id) => (await found(id))?.path ?? null }),
    serve,
    journal,
    history,
    trash,
    async referredInputs() {
      try {
        return await inTurns(referredInputs(db))
      } catch (error) {
        throw databaseProblem(error, databaseFile)
      }
    },
    leftovers,
    reconciled,
    stop() {
      stopped ??= stop()
      return stopped
    },
  }

  /** A picture that is in its place. */
  async function found(id: string): Promise<{ path: string; format: string } | null> {
    const known = guarded(() => table.listed.byId(id))
    if (known === null) return null
    const path = join(known.folder, known.image.file)
    return (await files.facts(path)) === null ? null : { path, format: known.image.format }
  }

  async function stop(): Promise<void> {
    stopping.abort()
    await endInOrder(
      () => within(STOP_MS, reconciled),
      () => headers.stop(),
      () => queue.drained(),
      () => thumbnails.stop(),
      // What is cut off there is settled with the next start.
      () =>
        within(
          STOP_MS,
          trash.alone(() => spool.close()),
        ),
      () => endSession(session),
      () => guarded(() => journal.flush()),
      () => guarded(() => closeDatabase(db)),
    )
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
