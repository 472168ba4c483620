import { dirname, join } from 'node:path'
import type { GalleryFiles } from '../gallery-files.ts'
import type { TrashRow } from '../index/trash-rows.ts'
import type { FilePlacer } from '../place-file.ts'
import { besides, isSidecar } from '../sidecar.ts'
import type { Move } from './move-group.ts'
import { placeOf, TRASH_FOLDER, trashPlaceOf } from './trash-place.ts'
import { pictureGone } from './trash-problem.ts'

interface Movers {
  readonly files: GalleryFiles
  readonly placer: FilePlacer
}

/**
 * Moves a picture into the trash; its infotext follows where that stands beside it. `announce` is told of every other name before it is tried.
 * Rejects with Node.js file errors or `not-found`; the picture is in its place then.
 */
export async function moveIntoTrash(
  movers: Movers,
  row: TrashRow,
  trash: string,
  announce: (trash: string) => void,
): Promise<Move> {
  const { files, placer } = movers
  const from = placeOf(row)
  if ((await files.facts(from)) === null) throw pictureGone(from)
  const folder = join(row.folder, TRASH_FOLDER)
  const own = dirname(join(folder, trash))
  // Made here: the placer would flush what is above it for each picture anew.
  await files.makeFolder(own)
  try {
    const to = join(folder, await placer.place(from, folder, trash, announce))
    await leave(files, from, to)
    return {
      gained: [own, folder, row.folder],
      lost: [dirname(from)],
      complete: () => moveText(movers, row, from, to),
      async undo() {
        await putBack(files, to, from)
        await removeEmpty(files, own)
      },
    }
  } catch (error) {
    await removeEmpty(files, own)
    throw error
  }
}

/**
 * Moves a picture out of the trash, into its old place or, where that is taken, beside it; its infotext follows. `announce` is told of every
 * other name before it is tried. Rejects with Node.js file errors or `not-found`; the picture is in the trash then.
 */
export async function moveOutOfTrash(
  movers: Movers,
  row: TrashRow,
  announce: (file: string) => void,
): Promise<Move> {
  const { files, placer } = movers
  const from = trashPlaceOf(row)
  if (from === null || (await files.facts(from)) === null) throw pictureGone(from ?? row.file)
  const to = join(row.folder, await placer.place(from, row.folder, row.file, announce))
  await leave(files, from, to)
  return {
    gained: [dirname(to)],
    lost: [dirname(from)],
    async complete() {
      await moveText(movers, row, from, to)
      await removeEmpty(files, dirname(from))
    },
    undo: () => putBack(files, to, from),
  }
}

/** Deletes a picture that is in the trash. Rejects with Node.js file errors; it is still there then. */
export async function removeFromTrash(files: GalleryFiles, row: TrashRow): Promise<void> {
  const path = trashPlaceOf(row)
  if (path === null) return
  await files.remove(path)
  for (const text of besides(path)) await files.remove(text)
  await removeEmpty(files, dirname(path))
}

/** Takes the trash folder itself away when nothing is in it any more. */
export const removeEmptyTrash = (files: GalleryFiles, folder: string): Promise<void> =>
  removeEmpty(files, join(folder, TRASH_FOLDER))

/**
 * Where there are hard links a move is a second name first: the picture must not keep the old one. When that cannot be taken away the picture
 * goes back to it.
 */
async function leave(files: GalleryFiles, from: string, to: string): Promise<void> {
  try {
    if ((await files.facts(from)) !== null) await files.remove(from)
  } catch (error) {
    await putBack(files, to, from)
    throw error
  }
}

async function putBack(files: GalleryFiles, from: string, to: string): Promise<void> {
  try {
    if ((await files.facts(to)) === null) await files.place(from, to)
    else await files.remove(from)
  } catch {
    // The failure before this one is told; the row still says that the picture is being moved, and is settled later.
  }
}

/** A text stays behind where it cannot be moved: the index has it as well, and the picture matters more. */
async function moveText({ files }: Movers, row: TrashRow, from: string, to: string): Promise<void> {
  if (row.infotext === null) return
  try {
    const targets = besides(to)
    for (const [at, text] of besides(from).entries()) {
      const target = targets[at]
      if (target === undefined || !(await isSidecar(files, text, row.infotext))) continue
      await files.place(text, target)
      return
    }
  } catch {
    // As said above.
  }
}

async function removeEmpty(files: GalleryFiles, folder: string): Promise<void> {
  try {
    await files.removeFolder(folder)
  } catch {
    // An empty folder that stays costs nothing.
  }
}
