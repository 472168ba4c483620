import type { CommitQueue } from '../commit-queue.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import type { JobJournal } from '../index/job-table.ts'
import type { FilePlacer } from '../place-file.ts'
import { settleCommitting } from './committing.ts'
import type { HeaderReader } from './header-reader.ts'
import { markMissing } from './missing-files.ts'
import { indexFolder } from './rebuild.ts'
import { sortSpool } from './spool-leftovers.ts'
import { adoptUnknownFiles } from './unknown-files.ts'

export interface RecoveryDeps {
  readonly files: GalleryFiles
  readonly headers: HeaderReader
  readonly placer: FilePlacer
  readonly table: ImageTable
  readonly journal: JobJournal
  readonly queue: CommitQueue
  readonly installation: string
  readonly wall: () => number
  readonly report: (text: string) => void
}

/** The look at what is on disk that follows every start. Tells what it found, in words. */
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
        report(`What waits in ${folder} could not be looked through: ${String(error)}`)
      }
    }
    if (stored > 0)
      report(`Put into the gallery what had arrived before Tributary ended: ${pictures(stored)}.`)
    if (recovered > 0)
      report(`Put into the folder "recovered" what belongs to no job in the journal: ${pictures(recovered)}.`)
  }

  /** Compares index and folders; goes on in the background. `rebuild`: read every picture into a new index. */
  async lookAtFolders(current: string, how: { rebuild: boolean }, signal: AbortSignal): Promise<void> {
    const { table, report } = this.#deps
    if (how.rebuild) {
      const found = await indexFolder(this.#deps, current, signal)
      report(`The gallery's index was built anew: ${pictures(found)} found in ${current}.`)
      return
    }
    let [gone, back] = [0, 0]
    for (const folder of new Set([...table.folders(), current])) {
      if (signal.aborted) return
      const seen = await markMissing(this.#deps, folder, signal)
      gone += seen.gone
      back += seen.back
    }
    if (gone > 0) report(`Left out of the gallery because their files are gone: ${pictures(gone)}.`)
    if (back > 0) report(`Back in the gallery because their files are there again: ${pictures(back)}.`)
  }
}

function pictures(count: number): string {
  return count === 1 ? '1 picture' : `${count} pictures`
}
