import { join } from 'node:path'
import { Turns } from '../../system/in-turns.ts'
import type { GalleryFiles } from '../gallery-files.ts'
import type { ImageTable } from '../index/image-table.ts'
import type { TrashPlace } from '../index/trash-rows.ts'
import { codeOf } from '../storage-error.ts'
import { idOfFolder, placeOf, TRASH_FOLDER, trashPlaceOf } from './trash-place.ts'

interface Deps {
  readonly files: GalleryFiles
  readonly table: ImageTable
  readonly wall: () => number
}

/** A picture in the trash of a folder that no row tells of. */
export interface UnknownInTrash {
  readonly id: string
  /** inside the trash folder */
  readonly trash: string
}

/**
 * Compares the trash of a folder with the index, where a power cut took a row back or the pictures were moved as a whole: what lies in the
 * trash and not in its place is trashed, what lies in its place and not in the trash is stored. Nothing is moved or deleted. Answers
 * what no row knows. Rejects with Node.js file errors.
 */
export async function lookAtTrash(
  { files, table, wall }: Deps,
  folder: string,
  signal: AbortSignal,
): Promise<UnknownInTrash[]> {
  const turns = new Turns()
  const known = new Map<string, TrashPlace>()
  for (const page of table.trash.placesIn(folder)) {
    for (const row of page) known.set(row.id, row)
    await turns.step()
    if (signal.aborted) return []
  }
  const unknown: UnknownInTrash[] = []
  for (const entry of await entriesIn(files, join(folder, TRASH_FOLDER))) {
    await turns.step()
    if (signal.aborted) return []
    const id = entry.kind === 'folder' ? idOfFolder(entry.name) : null
    // Where its row says, as nearly all are.
    if (id === null || known.delete(id)) continue
    const row = table.trash.placeById(id)
    const picture = (await entriesIn(files, join(folder, TRASH_FOLDER, id))).find(
      ({ name, kind }) => kind === 'file' && !name.endsWith('.txt'),
    )
    if (picture === undefined) continue
    const trash = `${id}/${picture.name}`
    if (row === null) unknown.push({ id, trash })
    else if (await isOnlyThere(files, row)) {
      table.write(() => table.trash.found(row, { folderId: table.folderId(folder), trash, at: wall() }))
    }
  }
  for (const row of known.values()) {
    if (signal.aborted) return []
    if ((await files.facts(placeOf(row)))?.bytes === row.bytes)
      table.write(() => table.trash.setStored(row.seq, ['trashed']))
  }
  return unknown
}

/** Neither in its place, nor in the trash of another folder, nor on its way. */
async function isOnlyThere(files: GalleryFiles, row: TrashPlace): Promise<boolean> {
  switch (row.state) {
    case 'stored':
    case 'missing':
      return (await files.facts(placeOf(row))) === null
    case 'trashed': {
      const path = trashPlaceOf(row)
      return path === null || (await files.facts(path)) === null
    }
    case 'purged':
      return true
    case 'trashing':
    case 'restoring':
      return false
  }
}

async function entriesIn(files: GalleryFiles, folder: string) {
  try {
    return await files.list(folder)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw error
  }
}
