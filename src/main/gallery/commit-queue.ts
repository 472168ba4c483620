import { dirname, join } from 'node:path'
import type { StoredImage } from '../../shared/job.ts'
import type { SpooledImage } from '../core/ports.ts'
import { pathFromTemplate } from './file-template.ts'
import type { GalleryFiles } from './gallery-files.ts'
import type { PictureFacts } from './index/image-row.ts'
import type { ImageTable } from './index/image-table.ts'
import { pictureRecord } from './picture-record.ts'
import type { FilePlacer } from './place-file.ts'
import { writeSidecar } from './sidecar.ts'
import type { SpoolPlace } from './spool.ts'
import { databaseProblem, storageProblem } from './storage-error.ts'
import { syncFolders } from './sync-folders.ts'

/** Pictures that share one transaction and one flush of their folder. */
const GROUP = 64

export interface CommitQueueOptions {
  readonly files: GalleryFiles
  readonly placer: FilePlacer
  readonly table: ImageTable
  readonly databaseFile: string
  readonly template: () => string
  readonly wall: () => number
}

/** A picture between its spool and its place. Kept after a failure, so that another try goes on where this one ended. */
interface Pending {
  readonly place: SpoolPlace
  image: StoredImage
  seq: number | null
  placed: boolean
  /** infotext that is to be kept beside the file; null: none, or it is there */
  sidecar: string | null
}

interface Waiting {
  readonly pending: Pending
  readonly resolve: (image: StoredImage) => void
  readonly reject: (error: unknown) => void
}

/**
 * Gives spooled pictures their names and rows. Whatever waits at the same time is done together: one transaction notes the intended names,
 * the files move, their folders are flushed once each, one transaction lists them. A crash at any point leaves either the
 * spooled file or the placed one, and a row that tells which.
 */
export class CommitQueue {
  readonly #options: CommitQueueOptions
  readonly #pending = new WeakMap<SpooledImage, Pending>()
  #queue: Waiting[] = []
  #running: Promise<void> | null = null

  constructor(options: CommitQueueOptions) {
    this.#options = options
  }

  /** Resolves when the picture is durable in its place and listed. Rejects with a `storage-*` TributaryError; may be tried again then. */
  commit(spooled: SpooledImage, place: SpoolPlace, facts: PictureFacts): Promise<StoredImage> {
    let pending = this.#pending.get(spooled)
    if (pending === undefined) {
      const image = this.#imageOf(spooled, facts)
      const sidecar = facts.infotextInFile === false ? image.infotext : null
      pending = { place, image, seq: null, placed: false, sidecar }
      this.#pending.set(spooled, pending)
    }
    const kept = pending
    return new Promise((resolve, reject) => {
      this.#queue.push({ pending: kept, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#running !== null) await this.#running
  }

  async #run(): Promise<void> {
    // Whatever the same answer brings joins the first group.
    await Promise.resolve()
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, GROUP)
      try {
        await this.#store(group)
      } catch (error) {
        for (const { reject } of group) reject(databaseProblem(error, this.#options.databaseFile))
      }
    }
    this.#running = null
  }

  async #store(group: readonly Waiting[]): Promise<void> {
    const { table, files, wall } = this.#options
    const rows = table.write(() =>
      group.map(
        ({ pending }) => pending.seq ?? table.insert(pending.image, pending.place.folder, pending.place.name),
      ),
    )
    group.forEach(({ pending }, at) => {
      pending.seq = rows[at] ?? null
    })
    const failures = new Map<Waiting, unknown>()
    await Promise.all(
      group.map(async (each) => {
        try {
          if (!each.pending.placed) await this.#place(each.pending)
          await this.#keepBeside(each.pending)
        } catch (error) {
          failures.set(each, error)
        }
      }),
    )
    const folderOf = ({ pending }: Waiting) => dirname(join(pending.place.folder, pending.image.file))
    const placed = group.filter((each) => !failures.has(each))
    const unflushed = await syncFolders(files, placed.map(folderOf))
    for (const each of placed)
      if (unflushed.has(folderOf(each))) failures.set(each, unflushed.get(folderOf(each)))
    const storedAt = wall()
    table.write(() => {
      for (const each of group) {
        const { pending } = each
        if (pending.seq === null) continue
        if (!failures.has(each)) table.finish(pending.seq, storedAt)
        else if (!pending.placed) {
          table.drop(pending.seq)
          pending.seq = null
        }
      }
    })
    for (const each of group) {
      const error = failures.get(each)
      if (error === undefined) {
        each.pending.image = { ...each.pending.image, storedAt: Math.round(storedAt) }
        each.resolve(each.pending.image)
      } else each.reject(storageProblem(error, each.pending.place.folder))
    }
  }

  /** The row tells each name before it is tried. */
  async #place(pending: Pending): Promise<void> {
    const { table, placer } = this.#options
    await placer.place(pending.place.path, pending.place.folder, pending.image.file, (file) => {
      pending.image = { ...pending.image, file }
      if (pending.seq !== null) table.rename(pending.seq, file)
    })
    pending.placed = true
  }

  async #keepBeside(pending: Pending): Promise<void> {
    if (pending.sidecar === null) return
    await writeSidecar(this.#options.files, pending.place.folder, pending.image.file, pending.sidecar)
    pending.sidecar = null
  }

  #imageOf(spooled: SpooledImage, facts: PictureFacts): StoredImage {
    const { request, jobNumber, index, seed, workerName } = facts
    const { format, bytes, width, height } = spooled
    const at = this.#options.wall()
    const { checkpoint, sampler, prompt } = request
    const file = pathFromTemplate(this.#options.template(), {
      ...{ at, jobNumber, index, seed, workerName },
      ...{ checkpoint, sampler, width, height, prompt, format },
    })
    return pictureRecord(facts, { file, format, bytes, width, height }, at)
  }
}
