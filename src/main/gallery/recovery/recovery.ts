import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { CommitQueue } from '../commit-queue.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import type { JobJournal } from '../index/job-table.ts'
import type { FilePlacer } from '../place-file.ts'
import { whatWasThrown } from '../storage-error.ts'
import type { Trash } from '../trash/trash.ts'
import { settleCommitting } from './committing.ts'
import type { HeaderReader } from './header-reader.ts'
import { markMissing } from './missing-files.ts'
import { indexFolder } from './rebuild.ts'
import { sortSpool } from './spool-leftovers.ts'
import { recoverTrash } from './trash-leftovers.ts'
import { adoptUnknownFiles } from './unknown-files.ts'

export interface RecoveryDeps {
  readonly files: GalleryFiles
  readonly headers: HeaderReader
  readonly placer: FilePlacer
  readonly table: ImageTable
  readonly journal: JobJournal
  readonly queue: CommitQueue
  readonly trash: Pick<Trash, 'alone'>
  readonly session: string
  readonly installation: string
  readonly wall: () => number
  readonly report: (what: Reason) => void
}

/** The look at what is on disk that follows every start. Tells what it found. */
export class Recovery {
  readonly #deps: RecoveryDeps

  constructor(deps: RecoveryDeps) {
    this.#deps = deps
  }

  /**
   * Stores what a crash left between spool and index. Bounded by what was in flight, and by the folder when a job is unfinished.
   * `rebuilt`: the index is new, so the spools of every session that has ended are its business.
   */
  async storeLeftovers(current: string, how: { rebuilt: boolean }, signal: AbortSignal): Promise<void> {
    const { table, report } = this.#deps
    const folders = new Set([...table.folders(), current])
    // First, because what was deleted counts as made for everything that follows.
    await recoverTrash(this.#deps, folders, { adopt: how.rebuilt }, signal)
    let stored = await settleCommitting(this.#deps, signal)
    let recovered = 0
    for (const folder of folders) {
      if (signal.aborted) return
      try {
        const sorted = await sortSpool(this.#deps, folder, how.rebuilt, signal)
        stored += sorted.stored
        recovered += sorted.recovered
        stored += await adoptUnknownFiles(this.#deps, folder, signal)
      } catch (error) {
        // One folder that cannot be read does not keep the others from being looked at.
        report(reason('gallery.spool-unreadable', { folder, error: whatWasThrown(error) }))
      }
    }
    if (stored > 0) report(reason('gallery.leftovers-stored', { count: stored }))
    if (recovered > 0) report(reason('gallery.leftovers-recovered', { count: recovered }))
  }

  /** Compares index and folders; goes on in the background. `rebuild`: read every picture into a new index. */
  async lookAtFolders(current: string, how: { rebuild: boolean }, signal: AbortSignal): Promise<void> {
    const { table, report } = this.#deps
    if (how.rebuild) {
      const found = await indexFolder(this.#deps, current, signal)
      report(reason('gallery.index-rebuilt', { count: found, folder: current }))
      return
    }
    let [gone, back] = [0, 0]
    for (const folder of new Set([...table.folders(), current])) {
      if (signal.aborted) return
      const seen = await markMissing(this.#deps, folder, signal)
      gone += seen.gone
      back += seen.back
    }
    if (gone > 0) report(reason('gallery.files-gone', { count: gone }))
    if (back > 0) report(reason('gallery.files-back', { count: back }))
  }
}
