import { join } from 'node:path'
import type { GalleryFiles } from '../gallery-files.ts'
import type { CommittingRow, ImageTable } from '../index/image-table.ts'
import type { FilePlacer } from '../place-file.ts'
import { sessionLives } from '../session.ts'
import { SPOOL_FOLDER } from '../spool.ts'

interface Deps {
  readonly files: GalleryFiles
  readonly placer: FilePlacer
  readonly table: ImageTable
  readonly wall: () => number
  readonly report: (text: string) => void
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
      deps.report(`A picture in ${row.folder} could not be put into the gallery yet: ${String(error)}`)
    }
  }
  return stored
}

async function settle(row: CommittingRow, { files, placer, table, wall }: Deps): Promise<boolean> {
  const spool = join(row.folder, SPOOL_FOLDER, row.spool)
  const target = join(row.folder, row.file)
  const [waiting, placed] = [await files.facts(spool), await files.facts(target)]
  if (waiting === null) {
    // Moved, or gone altogether: then its index is missing again.
    const whole = placed !== null && placed.bytes === row.bytes
    table.write(() => (whole ? table.finish(row.seq, wall()) : table.drop(row.seq)))
    return whole
  }
  if (placed?.inode === waiting.inode) await files.remove(spool)
  else {
    // An empty file is a name that was claimed where there are no hard links.
    if (placed?.bytes === 0) await files.remove(target)
    await placer.place(spool, row.folder, row.file, (file) => table.rename(row.seq, file))
  }
  table.write(() => table.finish(row.seq, wall()))
  return true
}
