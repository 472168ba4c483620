import { join } from 'node:path'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { CommittingRow, ImageTable } from '../index/image-table.ts'
import type { FilePlacer } from '../place-file.ts'
import { sessionLives } from '../session.ts'
import { writeSidecar } from '../sidecar.ts'
import { SPOOL_FOLDER } from '../spool.ts'
import { whatWasThrown } from '../storage-error.ts'
import type { HeaderReader } from './header-reader.ts'
import { readPicture } from './read-picture.ts'

interface Deps {
  readonly files: GalleryFiles
  readonly headers: Pick<HeaderReader, 'read'>
  readonly placer: FilePlacer
  readonly table: ImageTable
  readonly wall: () => number
  readonly report: (what: Reason) => void
}

/** Finishes the pictures whose row was written but whose storing did not end. Answers how many are stored now. */
export async function settleCommitting(deps: Deps, signal: AbortSignal): Promise<number> {
  let stored = 0
  for (const row of deps.table.committing()) {
    if (signal.aborted) break
    if (sessionLives(row.spool.split('/')[0] ?? '')) continue
    try {
      if (await settle(row, deps)) stored++
    } catch (error) {
      // The row stays: the next start tries again.
      deps.report(reason('gallery.not-listed-yet', { folder: row.folder, error: whatWasThrown(error) }))
    }
  }
  return stored
}

async function settle(row: CommittingRow, deps: Deps): Promise<boolean> {
  const { files, placer, table, wall } = deps
  const spool = join(row.folder, SPOOL_FOLDER, row.spool)
  const target = join(row.folder, row.file)
  const [waiting, placed] = [await files.facts(spool), await files.facts(target)]
  if (waiting === null) {
    // Moved, or gone altogether: then its index is missing again.
    const whole = placed !== null && placed.bytes === row.bytes
    if (whole) await keepBeside(row, row.file, deps)
    table.write(() => (whole ? table.finish(row.seq, wall()) : table.drop(row.seq)))
    return whole
  }
  let file = row.file
  if (placed?.inode === waiting.inode) await files.remove(spool)
  else {
    // An empty file is a name that was claimed where there are no hard links.
    if (placed?.bytes === 0) await files.remove(target)
    file = await placer.place(spool, row.folder, row.file, (name) => table.rename(row.seq, name))
  }
  await keepBeside(row, file, deps)
  table.write(() => table.finish(row.seq, wall()))
  return true
}

/** A picture that does not hold its infotext has it beside, as if nothing had happened in between. */
async function keepBeside(row: CommittingRow, file: string, deps: Deps): Promise<void> {
  if (row.infotext === null) return
  const picture = await readPicture(deps, join(row.folder, file))
  if (picture?.infotext === null) await writeSidecar(deps.files, row.folder, file, row.infotext)
}
