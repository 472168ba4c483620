import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import type { TrashRow } from '../index/trash-rows.ts'
import { sessionLives } from '../session.ts'
import { whatWasThrown } from '../storage-error.ts'
import { placeOf, trashPlaceOf } from './trash-place.ts'

interface Deps {
  readonly files: GalleryFiles
  readonly table: ImageTable
  /** this process: what it moves is settled as well, because nothing is being moved when this is called */
  readonly session: string
  readonly report: (what: Reason) => void
}

/**
 * Ends what began between disk and index and did not end there: a crash, or an index that could not be written. A move that had reached the
 * other side counts, one that had not is taken back; the file itself tells. Its row was written first, so it is always known.
 */
export async function settleMoves(deps: Deps): Promise<void> {
  const { table, session, report } = deps
  for (const row of table.trash.moving()) {
    if (row.mover !== session && row.mover !== null && sessionLives(row.mover)) continue
    try {
      await settle(row, deps)
    } catch (error) {
      // The row stays as it is: the next time it is tried again.
      report(reason('gallery.trash.unsettled', { folder: row.folder, error: whatWasThrown(error) }))
    }
  }
}

async function settle(row: TrashRow, { files, table }: Deps): Promise<void> {
  const [place, trash] = [placeOf(row), trashPlaceOf(row)]
  const [inPlace, inTrash] = [await files.facts(place), trash === null ? null : await files.facts(trash)]
  const oneFile = inPlace !== null && inPlace.inode === inTrash?.inode
  const wanted = row.state === 'trashing' ? { path: trash, facts: inTrash } : { path: place, facts: inPlace }
  const left = row.state === 'trashing' ? { path: place, facts: inPlace } : { path: trash, facts: inTrash }
  let arrived = wanted.facts !== null && (left.facts === null || oneFile)
  // The same name may hold another picture by now, e.g. in its old place.
  if (arrived && wanted.facts?.bytes !== row.bytes) arrived = false
  // Two names of one file: the second name is the move, the first is only not removed yet.
  if (arrived && oneFile && left.path !== null) await files.remove(left.path)
  // An empty file is a name that was claimed where there are no hard links.
  if (!arrived && wanted.facts?.bytes === 0 && row.bytes > 0 && wanted.path !== null)
    await files.remove(wanted.path)
  const isStored = (row.state === 'restoring') === arrived
  table.write(() => {
    if (isStored) table.trash.setStored(row.seq, [row.state])
    else table.trash.setTrashed(row.seq, [row.state])
  })
}
