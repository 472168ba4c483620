import { basename, join } from 'node:path'
import { ImageId } from '../../../shared/ids.ts'
import { reason } from '../../../shared/words/catalogue.ts'
import type { Reason } from '../../../shared/words/reason.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import { whatWasThrown } from '../storage-error.ts'
import { lookAtTrash, type UnknownInTrash } from '../trash/look-at-trash.ts'
import { settleMoves } from '../trash/settle-moves.ts'
import type { Trash } from '../trash/trash.ts'
import { TRASH_FOLDER } from '../trash/trash-place.ts'
import type { HeaderReader } from './header-reader.ts'
import { readPicture } from './read-picture.ts'
import { recordOf } from './rebuild.ts'

interface Deps {
  readonly files: GalleryFiles
  readonly headers: HeaderReader
  readonly table: ImageTable
  readonly trash: Pick<Trash, 'alone'>
  readonly session: string
  readonly wall: () => number
  readonly report: (what: Reason) => void
}

/**
 * Settles what a crash left between the trash and its rows. `adopt`: the index is new, so whatever lies in the trash comes into it as
 * deleted; otherwise what no row knows may be another installation's and is left alone.
 */
export async function recoverTrash(
  deps: Deps,
  folders: Iterable<string>,
  how: { readonly adopt: boolean },
  signal: AbortSignal,
): Promise<void> {
  await deps.trash.alone(async () => {
    await settleMoves(deps)
    for (const folder of folders) {
      if (signal.aborted) return
      try {
        const unknown = await lookAtTrash(deps, folder, signal)
        if (how.adopt) await adopt(deps, folder, unknown, signal)
      } catch (error) {
        // One folder that cannot be read does not keep the others from being looked at.
        deps.report(reason('gallery.trash.unreadable', { folder, error: whatWasThrown(error) }))
      }
    }
  })
}

async function adopt(
  deps: Deps,
  folder: string,
  unknown: readonly UnknownInTrash[],
  signal: AbortSignal,
): Promise<void> {
  const { files, table, wall } = deps
  for (const [running, { id, trash }] of unknown.entries()) {
    if (signal.aborted) return
    const path = join(folder, TRASH_FOLDER, trash)
    const picture = await readPicture(deps, path)
    if (picture === null) continue
    const at = (await files.facts(path))?.modifiedAt ?? wall()
    const image = { ...recordOf(picture, basename(trash), { at, running }), id: ImageId.parse(id) }
    table.write(() => table.trash.adopt(table.insert(image, folder, null), trash, wall()))
  }
}
